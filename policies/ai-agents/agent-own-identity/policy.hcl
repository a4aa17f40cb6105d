policy "agent-own-identity" {
  title   = "An agent's client is nobody else's"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.actor == "ai_agent"
  require = session.client_id != null && session.client_id != "" && alltrue([for other in session.shared_with : other.actor == "ai_agent"])
  message = (
    session.client_id == null || session.client_id == ""
    ? "It is not declared which client the agent uses, so it may be a person's."
    : "The agent uses the client of others: ${session.client_id} is shared with ${join(", ", [
      for other in session.shared_with : "${other.address} (${other.actor})" if other.actor != "ai_agent"
    ])}."
  )
  remedy     = "Register a client for the agent, and set client_id to it."
  references = ["SP 800-53 Rev. 5 IA-9, IA-4 and AC-2(9)", "NIST AI RMF 1.0 GOVERN 3.2"]

  controls = {
    "owasp-nhi-2025"  = ["NHI9:2025", "NHI10:2025"]
    "nist-csf-2.0"    = ["PR.AA-01", "PR.AA-03"]
    "nist-csf-1.1"    = ["PR.AC-1"]
    "nist-800-53r5"   = ["IA-9", "IA-4", "AC-2(9)"]
    "nist-ai-rmf-1.0" = ["GOVERN 3.2"]
    "iso-27001-2022"  = ["A.5.16"]
  }
}
