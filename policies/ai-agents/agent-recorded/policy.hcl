policy "agent-recorded" {
  title   = "What an agent does is recorded out of its reach"
  subject = "session"
  plane   = "shared"
  level   = "mandatory"
  when    = session.actor == "ai_agent"
  require = session.audit.sink != null && anytrue([for scheme in parameter.schemes : startswith(session.audit.sink, "${scheme}://")])
  message = (
    session.audit.sink == null
    ? "It is not declared where the events of the agent's sessions are sent."
    : "The events of the agent's sessions go to ${session.audit.sink}, which is not off its host and encrypted on the way; accepted are ${join(", ", [for scheme in parameter.schemes : "${scheme}://"])}."
  )
  remedy     = "Set audit.sink to a collector on another host that the agent can write to, and neither read nor change."
  references = ["SP 800-53 Rev. 5 AU-9 and AU-12", "NIST AI RMF 1.0 MEASURE 2.4 and MEASURE 2.8"]

  controls = {
    "owasp-nhi-2025"  = ["NHI10:2025"]
    "nist-csf-2.0"    = ["PR.PS-04", "DE.CM-03"]
    "nist-csf-1.1"    = ["PR.PT-1", "DE.CM-3"]
    "nist-800-53r5"   = ["AU-9", "AU-12"]
    "nist-ai-rmf-1.0" = ["MEASURE 2.4", "MEASURE 2.8"]
    "iso-27001-2022"  = ["A.8.15"]
    "soc2-2017"       = ["CC7.2"]
  }

  parameter "schemes" {
    type        = list(string)
    default     = ["https"]
    description = "Schemes of the addresses that an agent's events may be sent to."
    origin      = "the organization's own"
  }
}
