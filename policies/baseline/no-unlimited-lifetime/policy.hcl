policy "no-unlimited-lifetime" {
  title   = "Nothing lives forever"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = (
    session.access_token_ttl_state != "unlimited"
    && session.idle_timeout_state != "unlimited"
    && session.max_lifetime_state != "unlimited"
    && (session.refresh_token == "none" || (session.idle_timeout != null && session.max_lifetime != null))
  )
  message = (
    contains([session.access_token_ttl_state, session.idle_timeout_state, session.max_lifetime_state], "unlimited")
    ? "Without end: ${join(", ", [for name, state in {
      access_token_ttl = session.access_token_ttl_state
      idle_timeout     = session.idle_timeout_state
      max_lifetime     = session.max_lifetime_state
    } : name if state == "unlimited"])}."
    : session.max_lifetime == null && session.idle_timeout == null
    ? "The refresh token has neither an absolute nor an idle expiry."
    : session.max_lifetime == null
    ? "The refresh token has no absolute expiry: each use extends it."
    : "The refresh token has no idle expiry: it stays good unused."
  )
  remedy     = "Set max_lifetime and idle_timeout to durations, or refresh_token to none where nothing is refreshed."
  references = ["RFC 9700 section 4.14.2", "OWASP ASVS 5.0.0 V10.4.8", "SP 800-63B-4 section 5.1"]

  controls = {
    "owasp-nhi-2025" = ["NHI7:2025"]
    "nist-csf-2.0"   = ["PR.AA-01"]
    "nist-csf-1.1"   = ["PR.AC-1"]
    "nist-800-53r5"  = ["IA-13(3)(c)", "IA-13(3)(e)", "IA-5f"]
    "nist-800-63b-4" = ["5.1(5)"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "owasp-asvs-5.0" = ["V10.4.8"]
    "ietf-rfc"       = ["RFC 9700 4.14.2"]
  }
}
