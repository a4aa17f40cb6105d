policy "automation-no-refresh" {
  title   = "A job refreshes nothing"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.actor == "automation" || contains(["build_agent", "ephemeral_runner"], session.host)
  require = session.refresh_token == "none"
  message = (
    session.refresh_token == null
    ? "It is not declared whether the job gets a refresh token."
    : "The job gets a refresh token (${session.refresh_token}), which outlives the run that asked for it."
  )
  remedy     = "Set refresh_token to none: a job authenticates by itself, and asks for the next access token as it did for the first."
  references = ["RFC 9700 section 4.14.2", "SP 800-53 Rev. 5 IA-13(3)"]

  controls = {
    "owasp-nhi-2025" = ["NHI7:2025"]
    "nist-csf-2.0"   = ["PR.AA-01"]
    "nist-csf-1.1"   = ["PR.AC-1"]
    "nist-800-53r5"  = ["IA-13(3)(c)", "IA-13(3)(e)"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "ietf-rfc"       = ["RFC 9700 4.14.2"]
  }
}
