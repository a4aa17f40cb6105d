policy "automation-secretless" {
  title   = "A job authenticates without a secret that can be copied"
  subject = "session"
  plane   = "shared"
  level   = "mandatory"
  when    = session.actor == "automation" || contains(["build_agent", "ephemeral_runner"], session.host)
  require = (
    !contains(["client_secret_basic", "client_secret_post"], session.client.auth)
    && (session.client.auth == "private_key_jwt" || session.storage.client_credential == "workload_identity")
  )
  message = (
    contains(["client_secret_basic", "client_secret_post"], session.client.auth)
    ? "The job authenticates by a secret (${session.client.auth}), and every copy of it authenticates as well."
    : session.client.auth == null && session.storage.client_credential == null
    ? "It is not declared how the job authenticates."
    : "The job authenticates neither by a key (private_key_jwt) nor by the identity that its platform gives it (workload_identity)."
  )
  remedy     = "Set client.auth to private_key_jwt, or let the issuer trust the platform's tokens and set storage.client_credential to workload_identity."
  references = ["RFC 9700 section 2.5", "SP 800-53 Rev. 5 IA-9 and IA-5(7)"]

  controls = {
    "owasp-nhi-2025" = ["NHI4:2025", "NHI6:2025", "NHI7:2025"]
    "nist-csf-2.0"   = ["PR.AA-01", "PR.AA-03"]
    "nist-csf-1.1"   = ["PR.AC-1", "PR.AC-7"]
    "nist-800-53r5"  = ["IA-9", "IA-5(7)"]
    "iso-27001-2022" = ["A.5.16", "A.5.17"]
    "soc2-2017"      = ["CC6.1"]
    "ietf-rfc"       = ["RFC 9700 2.5"]
  }
}
