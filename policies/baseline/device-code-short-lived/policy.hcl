policy "device-code-short-lived" {
  title   = "Device codes wait minutes for the person"
  subject = "session"
  plane   = "identity"
  level   = "warning"
  when    = session.grants != null && contains(session.grants, "device_code")
  require = session.device_code_ttl != null && session.device_code_ttl <= parameter.max
  message = (
    session.device_code_ttl == null
    ? "It is not declared how long a device code waits for the person; at most ${humanize(parameter.max)} is allowed."
    : "A device code waits ${humanize(session.device_code_ttl)} for the person; at most ${humanize(parameter.max)} is allowed."
  )
  remedy     = "Set the lifetime of device codes at the issuer, and declare it as device_code_ttl."
  references = ["RFC 8628 sections 3.2 and 5.4"]

  controls = {
    "owasp-nhi-2025" = ["NHI4:2025"]
    "nist-csf-2.0"   = ["PR.AA-03"]
    "nist-csf-1.1"   = ["PR.AC-7"]
    "nist-800-53r5"  = ["IA-2", "IA-13"]
    "nist-800-63b-4" = ["2.2"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "ietf-rfc"       = ["RFC 8628 3.2"]
  }

  parameter "max" {
    type        = duration
    default     = "15m"
    description = "Longest time for which a device code may wait."
    origin      = "the organization's own; RFC 8628 section 3.2 requires a lifetime and sets no limit"
  }
}
