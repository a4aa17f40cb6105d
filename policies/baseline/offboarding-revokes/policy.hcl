policy "offboarding-revokes" {
  title   = "Leaving or changing roles ends the sessions"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.actor != "automation"
  require = (
    session.revoke.on != null
    && alltrue([for event in parameter.events : contains(session.revoke.on, event)])
    && session.revoke.within != null
    && session.revoke.within <= parameter.within
  )
  message = (
    session.revoke.on == null
    ? "It is not declared on which events the organization ends this session."
    : length(setsubtract(parameter.events, session.revoke.on)) > 0
    ? "The session outlives: ${join(", ", setsubtract(parameter.events, session.revoke.on))}."
    : session.revoke.within == null
    ? "It is not declared how soon the session is ended; at most ${humanize(parameter.within)} is allowed."
    : "The session is ended within ${humanize(session.revoke.within)}; at most ${humanize(parameter.within)} is allowed."
  )
  remedy     = "List offboarding and role_change in revoke.on, and set revoke.within."
  references = ["SP 800-53 Rev. 5 PS-4 and AC-2(3)", "PCI DSS v4.0.1 8.2.5", "CIS Controls v8 6.2", "OWASP ASVS 5.0.0 V7.4.2"]

  controls = {
    "owasp-nhi-2025"   = ["NHI1:2025"]
    "nist-csf-2.0"     = ["PR.AA-05", "GV.RR-04"]
    "nist-csf-1.1"     = ["PR.AC-1", "PR.IP-11"]
    "nist-800-53r5"    = ["PS-4", "PS-4(2)", "PS-5", "AC-2(3)"]
    "nist-ai-rmf-1.0"  = ["GOVERN 1.7"]
    "iso-27001-2022"   = ["A.5.18"]
    "pci-dss-4.0.1"    = ["8.2.5"]
    "soc2-2017"        = ["CC6.2"]
    "cis-controls-8.1" = ["5.3", "6.1", "6.2"]
    "owasp-asvs-5.0"   = ["V7.4.2"]
  }

  parameter "events" {
    type        = list(string)
    default     = ["offboarding", "role_change"]
    description = "Events of a person's employment on which sessions are ended."
    origin      = "CIS Controls v8 6.2; SP 800-53 Rev. 5 PS-4 and PS-5"
  }

  parameter "within" {
    type        = duration
    default     = "24h"
    description = "Longest time from the event to the end of the session."
    origin      = "FedRAMP's value for SP 800-53 Rev. 5 AC-2(3); PCI DSS v4.0.1 8.2.5 and CIS Controls v8 6.2 say immediately"
  }
}
