policy "client-not-shared" {
  title   = "Every CLI has a client of its own"
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  require = (
    (session.grants == tolist(["static_token"]) || (session.client_id != null && session.client_id != ""))
    && alltrue([for other in session.shared_with : other.cli == session.cli.address])
  )
  message = (
    length(session.shared_with) > 0
    ? "The client ${session.client_id} is also that of ${join(", ", [
      for other in session.shared_with : other.address if other.cli != session.cli.address
    ])}."
    : "It is not declared which client the CLI uses, so it may be another's."
  )
  remedy     = "Register a client for this CLI alone, and set client_id to it."
  references = ["RFC 8252 section 8.4", "SP 800-53 Rev. 5 IA-4 and AC-2(9)", "PCI DSS v4.0.1 8.3.11"]

  controls = {
    "owasp-nhi-2025" = ["NHI9:2025", "NHI10:2025"]
    "nist-csf-2.0"   = ["PR.AA-01", "PR.AA-05"]
    "nist-csf-1.1"   = ["PR.AC-1"]
    "nist-800-53r5"  = ["IA-4", "IA-2(5)", "AC-2(9)"]
    "iso-27001-2022" = ["A.5.16"]
    "pci-dss-4.0.1"  = ["8.3.11"]
    "ietf-rfc"       = ["RFC 8252 8.4"]
  }
}
