policy "scopes-reviewed" {
  title   = "Scopes are reviewed twice a year"
  subject = "session"
  plane   = "identity"
  level   = "warning"
  when    = session.scopes == null || length(session.scopes) > 0
  require = (
    session.scopes_reviewed != null && session.scopes_reviewed <= at
    && floor((at - session.scopes_reviewed) / 86400) * 86400 <= parameter.max_age
  )
  message = (
    session.scopes_reviewed == null
    ? "Nobody has looked whether the scopes are still needed."
    : session.scopes_reviewed > at
    ? "The review of the scopes is dated on a day that has not come yet."
    : "The scopes were last reviewed ${humanize(floor((at - session.scopes_reviewed) / 86400) * 86400)} ago; at most ${humanize(parameter.max_age)} is allowed."
  )
  remedy     = "Ask for each scope whether a command of the CLI still needs it, drop the others, and set scopes_reviewed to that day."
  references = ["PCI DSS v4.0.1 7.2.4", "SP 800-53 Rev. 5 AC-6(7) and AC-2j"]

  controls = {
    "owasp-nhi-2025"  = ["NHI5:2025"]
    "nist-csf-2.0"    = ["PR.AA-05"]
    "nist-csf-1.1"    = ["PR.AC-4"]
    "nist-800-53r5"   = ["AC-6(7)", "AC-2j"]
    "nist-ai-rmf-1.0" = ["GOVERN 1.5"]
    "iso-27001-2022"  = ["A.5.18"]
    "pci-dss-4.0.1"   = ["7.2.4"]
    "soc2-2017"       = ["CC6.3"]
  }

  parameter "max_age" {
    type        = duration
    default     = "184d"
    description = "Longest time since the scopes were last reviewed. Six months are at most 184 days."
    origin      = "PCI DSS v4.0.1 7.2.4 (at least once every six months)"
  }
}
