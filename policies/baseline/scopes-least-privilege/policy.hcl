policy "scopes-least-privilege" {
  title   = "Scopes are named, and none is a master key"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = session.scopes != null && length(regexall("[*]|(^|[^a-z0-9])(${join("|", parameter.forbidden)})([^a-z0-9]|$)", lower(join(" ", session.scopes)))) == 0
  message = (
    session.scopes == null
    ? "The scopes that the client may ask for are not declared."
    : "Too wide: ${join(", ", [
      for scope in session.scopes : scope if length(regexall("[*]|(^|[^a-z0-9])(${join("|", parameter.forbidden)})([^a-z0-9]|$)", lower(scope))) > 0
    ])}."
  )
  remedy     = "List the scopes that the CLI's commands need, one by one."
  references = ["RFC 9700 section 2.3", "SP 800-53 Rev. 5 AC-6", "OWASP ASVS 5.0.0 V10.2.3"]

  controls = {
    "owasp-nhi-2025"   = ["NHI5:2025"]
    "nist-csf-2.0"     = ["PR.AA-05"]
    "nist-csf-1.1"     = ["PR.AC-4"]
    "nist-800-53r5"    = ["AC-6", "AC-6(5)"]
    "nist-ai-rmf-1.0"  = ["MAP 4.2"]
    "iso-27001-2022"   = ["A.5.18"]
    "soc2-2017"        = ["CC6.3"]
    "cis-controls-8.1" = ["6.8"]
    "owasp-asvs-5.0"   = ["V10.2.3"]
    "ietf-rfc"         = ["RFC 9700 2.3"]
  }

  parameter "forbidden" {
    type        = list(string)
    default     = ["admin", "administrator", "all", "root", "superuser"]
    description = "Words that make a scope a master key, wherever they stand in it. An asterisk always does."
    origin      = "the organization's own"
  }
}
