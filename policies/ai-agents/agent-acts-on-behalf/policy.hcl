policy "agent-acts-on-behalf" {
  title   = "An agent acts on somebody's behalf, not as somebody"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.actor == "ai_agent"
  require = (
    session.grants != null
    && length(session.grants) > 0
    && alltrue([for grant in session.grants : contains(parameter.grants, grant)])
  )
  message = (
    session.grants == null || length(session.grants) == 0
    ? "It is not declared how the agent obtains its token, so it may be a person's."
    : "The agent lives on a person's login: ${join(", ", setsubtract(session.grants, parameter.grants))}."
  )
  remedy     = "Exchange the person's token for one that names the agent as well (token_exchange), or give the agent a token of its own (client_credentials, jwt_bearer)."
  references = ["RFC 8693 sections 2.1 and 4.1", "SP 800-63B-4 section 5.1.2", "SP 800-53 Rev. 5 IA-9", "NIST AI RMF 1.0 GOVERN 3.2"]

  controls = {
    "owasp-nhi-2025"  = ["NHI9:2025", "NHI10:2025"]
    "nist-csf-2.0"    = ["PR.AA-01", "PR.AA-03"]
    "nist-csf-1.1"    = ["PR.AC-1", "PR.AC-7"]
    "nist-800-53r5"   = ["IA-2", "IA-9"]
    "nist-800-63b-4"  = ["5.1.2"]
    "nist-ai-rmf-1.0" = ["GOVERN 3.2"]
    "iso-27001-2022"  = ["A.5.16"]
    "ietf-rfc"        = ["RFC 8693", "RFC 8693 4.1"]
  }

  parameter "grants" {
    type        = list(string)
    default     = ["client_credentials", "jwt_bearer", "token_exchange"]
    description = "Grants by which an agent may obtain a token."
    origin      = "RFC 8693 is how a token names both; the list is the organization's own"
  }
}
