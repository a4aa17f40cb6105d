policy "step-up-for-sensitive-scopes" {
  title   = "Sensitive scopes need a fresh authentication"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when = (
    session.step_up.scopes != null
    || session.step_up.max_age != null
    || (session.actor == "human" && session.scopes != null && anytrue([
      for scope in session.scopes : length(regexall("(?i)(?:^|[:./_-])(?:${join("|", parameter.sensitive)})(?:[:./_-]|$)", scope)) > 0
    ]))
  )
  require = (
    (session.scopes == null || length([
      for scope in session.scopes : scope
      if length(regexall("(?i)(?:^|[:./_-])(?:${join("|", parameter.sensitive)})(?:[:./_-]|$)", scope)) > 0 && (session.step_up.scopes == null || !contains(session.step_up.scopes, scope))
    ]) == 0)
    && session.step_up.max_age != null
    && session.step_up.max_age <= parameter.max_age
  )
  message = (
    session.scopes != null && length([
      for scope in session.scopes : scope
      if length(regexall("(?i)(?:^|[:./_-])(?:${join("|", parameter.sensitive)})(?:[:./_-]|$)", scope)) > 0 && (session.step_up.scopes == null || !contains(session.step_up.scopes, scope))
    ]) > 0
    ? "Nobody is asked to authenticate again for: ${join(", ", [
      for scope in session.scopes : scope
      if length(regexall("(?i)(?:^|[:./_-])(?:${join("|", parameter.sensitive)})(?:[:./_-]|$)", scope)) > 0 && (session.step_up.scopes == null || !contains(session.step_up.scopes, scope))
    ])}."
    : session.step_up.max_age == null
    ? "It is not declared how old the authentication for a sensitive scope may be; at most ${humanize(parameter.max_age)} is allowed."
    : "The authentication for a sensitive scope may be ${humanize(session.step_up.max_age)} old; at most ${humanize(parameter.max_age)} is allowed."
  )
  remedy     = "List the sensitive scopes in step_up.scopes, and set step_up.max_age."
  references = ["SP 800-63B-4 section 5.1.2", "RFC 9470 sections 3 and 4", "OWASP ASVS 5.0.0 V7.5.3"]

  controls = {
    "owasp-nhi-2025"  = ["NHI5:2025", "NHI4:2025"]
    "nist-csf-2.0"    = ["PR.AA-03", "PR.AA-05"]
    "nist-csf-1.1"    = ["PR.AC-7"]
    "nist-800-53r5"   = ["IA-11", "IA-10"]
    "nist-800-63b-4"  = ["5.1.2", "5.2"]
    "nist-ai-rmf-1.0" = ["MAP 3.5"]
    "iso-27001-2022"  = ["A.8.5"]
    "soc2-2017"       = ["CC6.3"]
    "owasp-asvs-5.0"  = ["V7.5.3"]
    "ietf-rfc"        = ["RFC 9470 3", "RFC 9470 4"]
  }

  parameter "sensitive" {
    type        = list(string)
    default     = ["admin|impersonate|manage", "delete|payout|readwrite|refund|transfer|write"]
    description = "Regular expressions of what makes a scope sensitive. Each must match whole parts of it, as separated by : . / _ and -, in upper or lower case."
    origin      = "the organization's own"
  }

  parameter "max_age" {
    type        = duration
    default     = "15m"
    description = "How old the authentication for a sensitive scope may be."
    origin      = "the organization's own; as long as SP 800-63B-4 section 2.3.3 (SHOULD) lets a session idle at AAL3"
  }
}
