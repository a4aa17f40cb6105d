policy "kill-switch-tested" {
  title   = "The identity team can end sessions by itself, and has tried it"
  subject = "issuer"
  plane   = "identity"
  level   = "warning"
  require = (
    issuer.kill_switch.reach != null
    && length(setsubtract(parameter.reach, issuer.kill_switch.reach)) == 0
    && issuer.kill_switch.runbook != null && startswith(issuer.kill_switch.runbook, "https://")
    && issuer.kill_switch.tested != null && issuer.kill_switch.tested <= at
    && floor((at - issuer.kill_switch.tested) / 86400) * 86400 <= parameter.max_age
  )
  message = (
    issuer.kill_switch.reach == null
    ? "It is not declared what can be ended at one stroke."
    : length(setsubtract(parameter.reach, issuer.kill_switch.reach)) > 0
    ? "Not ended at one stroke: all sessions of a ${join(" or a ", setsubtract(parameter.reach, issuer.kill_switch.reach))}."
    : issuer.kill_switch.runbook == null
    ? "No runbook says how sessions are ended at this issuer."
    : !startswith(issuer.kill_switch.runbook, "https://")
    ? "The runbook of the kill switch is not reached by https."
    : issuer.kill_switch.tested == null
    ? "Nobody has tried the kill switch."
    : issuer.kill_switch.tested > at
    ? "The test of the kill switch is dated on a day that has not come yet."
    : "The kill switch was last tried ${humanize(floor((at - issuer.kill_switch.tested) / 86400) * 86400)} ago; at most ${humanize(parameter.max_age)} is allowed."
  )
  remedy     = "Write down how all sessions of a user, of a client and of the tenant are ended, try it, and set kill_switch.tested to that day."
  references = ["SP 800-53 Rev. 5 AC-2(13), SI-4(7) and AC-17(9)", "OWASP ASVS 5.0.0 V7.4.5", "CAEP 1.0 session-revoked"]

  controls = {
    "owasp-nhi-2025"  = ["NHI1:2025", "NHI7:2025"]
    "nist-csf-2.0"    = ["RS.MI-01", "PR.AA-05"]
    "nist-csf-1.1"    = ["RS.MI-1", "PR.AC-1"]
    "nist-800-53r5"   = ["AC-2(13)", "SI-4(7)", "AC-17(9)"]
    "nist-800-63b-4"  = ["5.3"]
    "nist-ai-rmf-1.0" = ["MANAGE 2.4"]
    "soc2-2017"       = ["CC6.2"]
    "owasp-asvs-5.0"  = ["V7.4.5"]
  }

  parameter "reach" {
    type        = list(string)
    default     = ["client", "tenant", "user"]
    description = "What the identity team must be able to end at one stroke."
    origin      = "OWASP ASVS 5.0.0 V7.4.5 (administrators can end sessions); the list is the organization's own"
  }

  parameter "max_age" {
    type        = duration
    default     = "365d"
    description = "Longest time since the kill switch was last tried."
    origin      = "the organization's own"
  }
}
