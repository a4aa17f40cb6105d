policy "sender-constrained" {
  title   = "Every token works for its sender alone"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = contains(parameter.constraints, session.sender_constraint)
  message = (
    session.sender_constraint == null
    ? "It is not declared what proves that the sender of the token is its holder; accepted are ${join(", ", parameter.constraints)}."
    : session.sender_constraint == "none"
    ? "Nothing proves that the sender of the token is its holder: a copy of it works."
    : "The token is bound by ${session.sender_constraint}; accepted are ${join(", ", parameter.constraints)}."
  )
  remedy     = "Have the issuer demand DPoP or mutual TLS of this client, and set sender_constraint to dpop or mtls."
  references = ["RFC 9700 sections 2.2.1 and 4.10.1", "RFC 9449 sections 5 and 6", "RFC 8705 section 3", "OWASP ASVS 5.0.0 V10.4.14"]

  controls = {
    "owasp-nhi-2025" = ["NHI4:2025", "NHI2:2025"]
    "nist-csf-2.0"   = ["PR.AA-03", "PR.AA-04"]
    "nist-csf-1.1"   = ["PR.AC-7"]
    "nist-800-53r5"  = ["IA-5(2)", "SC-23"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "owasp-asvs-5.0" = ["V10.4.14"]
    "ietf-rfc"       = ["RFC 9700 2.2.1", "RFC 9700 4.10.1", "RFC 9449 5", "RFC 9449 6", "RFC 8705 3"]
  }

  parameter "constraints" {
    type        = list(string)
    default     = ["dpop", "mtls"]
    description = "Proofs that are accepted."
    origin      = "RFC 9700 section 2.2.1 (SHOULD, by DPoP or mutual TLS)"
  }
}
