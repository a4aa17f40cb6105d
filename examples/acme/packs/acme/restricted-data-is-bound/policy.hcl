# Acme's own rule. What must pass and what must fail lies beside it, in cases.

policy "restricted-data-is-bound" {
  title   = "Tokens for restricted data are useless to a thief"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = cli.data == "restricted"
  require = session.sender_constraint != null && contains(parameter.constraints, session.sender_constraint)
  message = (
    session.sender_constraint == null
    ? "The session reaches restricted data, and it is not declared what binds its token to the holder."
    : "The session reaches restricted data with a token that nothing binds to its holder (${session.sender_constraint})."
  )
  remedy     = "Set sender_constraint to dpop or mtls, or move the restricted data behind another client."
  references = ["RFC 9449", "RFC 8705", "Acme data handling standard, section 4"]

  controls = {
    "owasp-nhi-2025" = ["NHI7:2025", "NHI2:2025"]
    "nist-csf-2.0"   = ["PR.AA-04"]
    "nist-800-53r5"  = ["SC-23"]
  }

  parameter "constraints" {
    type        = list(string)
    default     = ["dpop", "mtls"]
    description = "Ways of binding a token to its holder."
    origin      = "Acme data handling standard, section 4"
  }
}
