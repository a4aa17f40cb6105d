policy "shared-host-refresh-bound" {
  title   = "On a shared host a refresh token is bound to its sender"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.host == "shared" && session.refresh_token != "none"
  require = contains(["dpop", "mtls"], session.sender_constraint)
  message = (
    session.refresh_token == null
    ? "It is not declared whether a refresh token lies on the shared host, and nothing would bind it to its sender."
    : "A refresh token (${session.refresh_token}) lies on the shared host, and nothing binds it to its sender."
  )
  remedy     = "Set refresh_token to none, so that people log in again there; or sender_constraint to dpop or mtls."
  references = ["RFC 9700 sections 2.2.2 and 4.14.2", "RFC 9449 section 5", "RFC 8705 section 7.1"]

  controls = {
    "owasp-nhi-2025" = ["NHI7:2025", "NHI2:2025"]
    "nist-csf-2.0"   = ["PR.AA-04"]
    "nist-csf-1.1"   = ["PR.AC-1"]
    "nist-800-53r5"  = ["IA-13(3)(c)", "SC-23"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "ietf-rfc"       = ["RFC 9700 2.2.2", "RFC 9700 4.14.2", "RFC 9449 5", "RFC 8705 7.1"]
  }
}
