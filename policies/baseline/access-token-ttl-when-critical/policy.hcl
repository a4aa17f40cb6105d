policy "access-token-ttl-when-critical" {
  title   = "Access tokens of critical CLIs live minutes"
  subject = "session"
  plane   = "identity"
  level   = "warning"
  when    = cli.criticality == null || contains(parameter.criticality, cli.criticality)
  require = session.access_token_ttl != null && session.access_token_ttl <= parameter.max
  message = format(
    "%s%s",
    session.access_token_ttl == null
    ? "No lifetime of the access token is declared; at most ${humanize(parameter.max)} is allowed for a critical CLI"
    : "The access token ${session.access_token_ttl_state == "unlimited" ? "never ends" : "lives ${humanize(session.access_token_ttl)}"}; at most ${humanize(parameter.max)} is allowed for a critical CLI",
    cli.criticality == null ? ", and one whose criticality is not declared counts as such." : "."
  )
  remedy     = "Lower access_token_ttl, and let the CLI refresh; or declare a lower criticality, if that is what it has."
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
    default     = "15m"
    description = "Longest access token lifetime of a critical CLI."
    origin      = "the organization's own"
  }

  parameter "criticality" {
    type        = list(string)
    default     = ["high"]
    description = "What counts as critical."
    origin      = "the organization's own"
  }
}
