policy "environments-separated" {
  title   = "Production has clients of its own"
  subject = "session"
  plane   = "shared"
  level   = "warning"
  require = session.environment != null && alltrue([
    for other in session.shared_with : other.environment != null && (other.environment == "production") == (session.environment == "production")
  ])
  message = (
    session.environment == null
    ? "It is not declared which environment the session reaches."
    : "A session that reaches ${session.environment} shares the client ${session.client_id} with ${join(", ", [
      for other in session.shared_with : "${other.address} (${other.environment == null ? "not declared" : other.environment})"
      if other.environment == null || (other.environment == "production") != (session.environment == "production")
    ])}."
  )
  remedy     = "Set environment, and give production and everything else a client each."
  references = ["SP 800-53 Rev. 5 AC-6 and CM-6", "ISO/IEC 27001:2022 A.8.31"]

  controls = {
    "owasp-nhi-2025" = ["NHI8:2025"]
    "nist-csf-2.0"   = ["PR.AA-05", "PR.IR-01"]
    "nist-csf-1.1"   = ["PR.DS-7", "PR.AC-4"]
    "nist-800-53r5"  = ["AC-6", "CM-6"]
    "iso-27001-2022" = ["A.8.31"]
  }
}
