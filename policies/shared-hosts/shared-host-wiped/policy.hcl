policy "shared-host-wiped" {
  title   = "On a shared host the CLI cleans up after itself"
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  when    = session.host == "shared"
  require = session.expiry.wipe_on != null && length(setsubtract(parameter.events, session.expiry.wipe_on)) == 0
  message = (
    session.expiry.wipe_on == null
    ? "It is not declared when the CLI erases the token on the shared host."
    : "The token stays on the shared host after: ${join(", ", setsubtract(parameter.events, session.expiry.wipe_on))}."
  )
  remedy     = "List the events in expiry.wipe_on, beside logout and expiry."
  references = ["SP 800-63B-4 section 5.1", "SP 800-53 Rev. 5 IA-5(13)"]

  controls = {
    "owasp-nhi-2025" = ["NHI2:2025", "NHI7:2025"]
    "nist-csf-2.0"   = ["PR.AA-01", "PR.DS-10"]
    "nist-csf-1.1"   = ["PR.AC-1", "PR.DS-5"]
    "nist-800-53r5"  = ["IA-5(13)", "SC-28"]
    "nist-800-63b-4" = ["5.1"]
    "iso-27001-2022" = ["A.5.17"]
    "soc2-2017"      = ["CC6.1"]
  }

  parameter "events" {
    type        = list(string)
    default     = ["device_change", "policy_failure"]
    description = "Events after which no token may be left, beside logout and expiry, which are the baseline's."
    origin      = "the organization's own; SP 800-63B-4 section 5.1 (SHOULD) names logout and expiry"
  }
}
