policy "agent-human-oversight" {
  title   = "A person is asked before an agent does harm"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when = session.actor == "ai_agent" && session.scopes != null && anytrue([
    for scope in session.scopes : length(regexall("(?i)(?:^|[:./_-])(?:${join("|", parameter.sensitive)})(?:[:./_-]|$)", scope)) > 0
  ])
  require = (
    length([
      for scope in session.scopes : scope
      if length(regexall("(?i)(?:^|[:./_-])(?:${join("|", parameter.sensitive)})(?:[:./_-]|$)", scope)) > 0 && (session.step_up.scopes == null || !contains(session.step_up.scopes, scope))
    ]) == 0
    && session.grants != null && anytrue([for grant in session.grants : contains(parameter.grants, grant)])
  )
  message = (
    length([
      for scope in session.scopes : scope
      if length(regexall("(?i)(?:^|[:./_-])(?:${join("|", parameter.sensitive)})(?:[:./_-]|$)", scope)) > 0 && (session.step_up.scopes == null || !contains(session.step_up.scopes, scope))
    ]) > 0
    ? "No person is asked before the agent uses: ${join(", ", [
      for scope in session.scopes : scope
      if length(regexall("(?i)(?:^|[:./_-])(?:${join("|", parameter.sensitive)})(?:[:./_-]|$)", scope)) > 0 && (session.step_up.scopes == null || !contains(session.step_up.scopes, scope))
    ])}."
    : "The agent acts for nobody who could be asked: it obtains its token by ${session.grants == null ? "what is not declared" : join(", ", session.grants)}."
  )
  remedy     = "List the sensitive scopes in step_up.scopes, so that the person authenticates for them, and obtain the token by token_exchange; or leave the scopes out."
  references = ["NIST AI RMF 1.0 MAP 3.5", "RFC 9470 sections 3 and 4", "RFC 8693 section 4.1", "SP 800-63B-4 section 5.1.2"]

  controls = {
    "owasp-nhi-2025"  = ["NHI5:2025", "NHI4:2025"]
    "nist-csf-2.0"    = ["PR.AA-03", "PR.AA-05"]
    "nist-csf-1.1"    = ["PR.AC-7"]
    "nist-800-53r5"   = ["IA-11", "IA-10"]
    "nist-800-63b-4"  = ["5.1.2"]
    "nist-ai-rmf-1.0" = ["MAP 3.5", "GOVERN 3.2"]
    "soc2-2017"       = ["CC6.3"]
    "ietf-rfc"        = ["RFC 9470 3", "RFC 9470 4", "RFC 8693 4.1"]
  }

  parameter "sensitive" {
    type        = list(string)
    default     = ["admin|impersonate|manage", "delete|payout|readwrite|refund|transfer|write"]
    description = "Regular expressions of what makes a scope sensitive, as in step-up-for-sensitive-scopes."
    origin      = "the organization's own"
  }

  parameter "grants" {
    type        = list(string)
    default     = ["token_exchange"]
    description = "Grants whose tokens name a person, who can be asked."
    origin      = "RFC 8693 (the subject of the token is the person, and its actor the agent); the list is the organization's own"
  }
}
