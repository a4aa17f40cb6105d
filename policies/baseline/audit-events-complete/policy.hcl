policy "audit-events-complete" {
  title   = "Every event in a token's life is recorded"
  subject = "session"
  plane   = "shared"
  level   = "mandatory"
  require = (
    session.audit.events != null
    && length(setsubtract(parameter.events, session.audit.events)) == 0
    && session.audit.sink != null && trimspace(session.audit.sink) != ""
  )
  message = (
    session.audit.events == null
    ? "It is not declared which events are recorded."
    : length(setsubtract(parameter.events, session.audit.events)) > 0
    ? "Not recorded: ${join(", ", setsubtract(parameter.events, session.audit.events))}."
    : "The events are recorded, but not sent anywhere: audit.sink is not declared."
  )
  remedy     = "List every event in audit.events, and set audit.sink to where they go."
  references = ["SP 800-53 Rev. 5 AU-2, AU-3 and AU-12", "OWASP ASVS 5.0.0 V16.3.1", "PCI DSS v4.0.1 10.2.1.5"]

  controls = {
    "owasp-nhi-2025"  = ["NHI10:2025"]
    "nist-csf-2.0"    = ["PR.PS-04", "DE.CM-03"]
    "nist-csf-1.1"    = ["PR.PT-1", "DE.CM-3"]
    "nist-800-53r5"   = ["AU-2", "AU-3", "AU-12", "AC-2(12)"]
    "nist-800-63b-4"  = ["5.3"]
    "nist-ai-rmf-1.0" = ["MEASURE 2.4"]
    "iso-27001-2022"  = ["A.8.15"]
    "pci-dss-4.0.1"   = ["10.2.1.5"]
    "soc2-2017"       = ["CC7.2"]
    "owasp-asvs-5.0"  = ["V16.3.1"]
  }

  parameter "events" {
    type        = list(string)
    default     = ["invalidation", "issuance", "logout", "refresh", "reuse", "step_up"]
    description = "Events that must be recorded."
    origin      = "SP 800-53 Rev. 5 AU-2 leaves the choice to the organization; the list is the organization's own"
  }
}
