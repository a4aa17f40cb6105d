policy "refresh-rotated-or-bound" {
  title   = "Refresh tokens are rotated or bound to their holder"
  subject = "session"
  plane   = "shared"
  level   = "mandatory"
  when    = session.refresh_token != "none"
  require = session.refresh_token == "rotating" || (
    session.sender_constraint != null && session.sender_constraint != "none"
    ) || (
    session.client.type == "confidential" && session.client.auth != null && session.client.auth != "none"
  )
  message = (
    session.refresh_token == null
    ? "It is not declared whether refresh tokens are issued, and nothing binds one to its holder."
    : "The refresh token is static, and nothing binds it to its holder: a copy works until it expires."
  )
  remedy     = "Set refresh_token to rotating, or sender_constraint to dpop or mtls; or refresh_token to none where nothing is refreshed."
  references = ["RFC 9700 sections 2.2.2 and 4.14.2", "RFC 9449 section 5", "RFC 8705 section 4"]

  controls = {
    "owasp-nhi-2025" = ["NHI7:2025", "NHI2:2025"]
    "nist-csf-2.0"   = ["PR.AA-04"]
    "nist-csf-1.1"   = ["PR.AC-1"]
    "nist-800-53r5"  = ["IA-13(3)(c)", "SC-23"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "ietf-rfc"       = ["RFC 9700 2.2.2", "RFC 9700 4.14.2"]
  }
}
