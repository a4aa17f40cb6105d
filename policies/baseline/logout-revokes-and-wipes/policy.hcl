policy "logout-revokes-and-wipes" {
  title   = "Logging out revokes the token and erases it"
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  require = session.revocation.on_logout == "revoke_and_wipe" && session.expiry.wipe_on != null && contains(session.expiry.wipe_on, "logout")
  message = (
    session.revocation.on_logout == null
    ? "It is not declared what logging out does."
    : session.revocation.on_logout == "wipe"
    ? "Logging out erases the token here, and leaves it good at the issuer."
    : session.revocation.on_logout == "none"
    ? "Logging out neither revokes the token nor erases it."
    : "Logging out revokes the token, and expiry.wipe_on does not say that the store is erased."
  )
  remedy     = "Set revocation.on_logout to revoke_and_wipe, and list logout in expiry.wipe_on."
  references = ["RFC 7009 sections 1 and 2.1", "SP 800-63B-4 section 5.1", "OWASP ASVS 5.0.0 V7.4.1"]

  controls = {
    "owasp-nhi-2025"   = ["NHI7:2025"]
    "nist-csf-2.0"     = ["PR.AA-01"]
    "nist-csf-1.1"     = ["PR.AC-1"]
    "nist-800-53r5"    = ["AC-12(1)", "SC-23(1)"]
    "nist-800-63b-4"   = ["5.1(3)"]
    "soc2-2017"        = ["CC6.2"]
    "cis-controls-8.1" = ["6.1", "6.2"]
    "owasp-asvs-5.0"   = ["V7.4.1"]
    "ietf-rfc"         = ["RFC 7009 1", "RFC 7009 2.1"]
  }
}
