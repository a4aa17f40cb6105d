policy "access-token-ttl" {
  title   = "Access tokens are short-lived"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = session.access_token_ttl != null && session.access_token_ttl <= parameter.max
  message = (
    session.access_token_ttl_state == "inherit"
    ? "The access token's lifetime is left to the issuer; at most ${humanize(parameter.max)} is allowed, and must be declared."
    : session.access_token_ttl == null
    ? "The access token's lifetime is not declared; at most ${humanize(parameter.max)} is allowed."
    : "The access token ${session.access_token_ttl_state == "unlimited" ? "never ends" : "lives ${humanize(session.access_token_ttl)}"}; at most ${humanize(parameter.max)} is allowed."
  )
  remedy     = "Lower access_token_ttl, and let the CLI refresh."
  references = ["RFC 6750 section 5.3"]

  controls = {
    "owasp-nhi-2025"  = ["NHI7:2025"]
    "nist-csf-2.0"    = ["PR.AA-01", "PR.AA-05"]
    "nist-csf-1.1"    = ["PR.AC-1"]
    "nist-800-53r5"   = ["IA-13(3)(e)", "AC-12"]
    "nist-ai-rmf-1.0" = ["MEASURE 2.7"]
    "iso-27001-2022"  = ["A.8.5"]
    "soc2-2017"       = ["CC6.1"]
    "ietf-rfc"        = ["RFC 6750 5.3"]
  }

  parameter "max" {
    type        = duration
    default     = "1h"
    description = "Longest access token lifetime."
    origin      = "RFC 6750 section 5.3 (SHOULD); SP 800-63B-4 leaves it to the organization"
  }
}
