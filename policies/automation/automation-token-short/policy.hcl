policy "automation-token-short" {
  title   = "A job's access token is good for minutes"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.actor == "automation" || contains(["build_agent", "ephemeral_runner"], session.host)
  require = session.access_token_ttl != null && session.access_token_ttl <= parameter.max
  message = (
    session.access_token_ttl_state == "inherit"
    ? "The lifetime of the job's access token is left to the issuer; at most ${humanize(parameter.max)} is allowed, and must be declared."
    : session.access_token_ttl == null
    ? "The lifetime of the job's access token is not declared; at most ${humanize(parameter.max)} is allowed."
    : "The job's access token ${session.access_token_ttl_state == "unlimited" ? "never ends" : "lives ${humanize(session.access_token_ttl)}"}; at most ${humanize(parameter.max)} is allowed."
  )
  remedy     = "Lower access_token_ttl; who needs a token for longer asks for the next one."
  references = ["RFC 6750 section 5.3", "SP 800-53 Rev. 5 IA-13(3)"]

  controls = {
    "owasp-nhi-2025" = ["NHI7:2025"]
    "nist-csf-2.0"   = ["PR.AA-01", "PR.AA-05"]
    "nist-csf-1.1"   = ["PR.AC-1"]
    "nist-800-53r5"  = ["IA-13(3)(e)", "AC-12"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "ietf-rfc"       = ["RFC 6750 5.3"]
  }

  parameter "max" {
    type        = duration
    default     = "15m"
    description = "Longest lifetime of a job's access token."
    origin      = "the organization's own; RFC 6750 section 5.3 (SHOULD) allows one hour"
  }
}
