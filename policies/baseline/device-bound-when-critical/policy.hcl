policy "device-bound-when-critical" {
  title   = "Sessions of critical CLIs are bound to their device"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = cli.criticality == null || contains(parameter.criticality, cli.criticality)
  require = (
    contains(["dpop", "mtls"], session.sender_constraint)
    || contains(["device", "hardware"], session.storage.bound_to)
    || (session.storage.model == "hardware" && session.storage.fallback == "fail")
  )
  message = (
    session.storage.model == "hardware" && session.storage.fallback == null
    ? "It is not declared what happens where the hardware is missing, and nothing else binds the token to the device."
    : session.storage.model == "hardware"
    ? "Where the hardware is missing the token falls back to ${session.storage.fallback}, and nothing binds it to the device."
    : cli.criticality == null
    ? "How critical the CLI is is not declared, so it is judged as a critical one, and nothing binds the token to the device."
    : "The CLI is critical (${cli.criticality}), and nothing binds the token to the device: a copy works elsewhere."
  )
  remedy     = "Set sender_constraint to dpop or mtls, or storage.bound_to to device or hardware; declare cli.criticality where it is lower."
  references = ["RFC 9700 section 2.2.1", "RFC 9449", "RFC 8705", "SP 800-63B-4 sections 5.1 and 5.2", "OWASP ASVS 5.0.0 V10.4.14"]

  controls = {
    "owasp-nhi-2025" = ["NHI4:2025", "NHI2:2025"]
    "nist-csf-2.0"   = ["PR.AA-03", "PR.AA-04"]
    "nist-csf-1.1"   = ["PR.AC-7"]
    "nist-800-53r5"  = ["IA-3", "IA-5(2)", "SC-28(3)"]
    "nist-800-63b-4" = ["5.1", "5.2"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "owasp-asvs-5.0" = ["V10.4.14"]
    "ietf-rfc"       = ["RFC 9449", "RFC 8705", "RFC 9700 2.2.1"]
  }

  parameter "criticality" {
    type        = list(string)
    default     = ["high"]
    description = "How critical a CLI is whose sessions must be bound. A CLI that does not say is judged as one."
    origin      = "the organization's own"
  }
}
