policy "change-scope-added-when-critical" {
  title   = "A critical CLI gains no scope without an exception"
  subject = "change"
  plane   = "identity"
  level   = "mandatory"
  when = (
    change.action != "update"
    ? false
    : change.kind == "cli" && change.attribute == "criticality"
    ? change.before_text != null && contains(parameter.criticality, change.before_text)
    : change.kind == "session" && change.attribute == "scopes" && cli.criticality != null && contains(parameter.criticality, cli.criticality)
  )
  require = change.direction != "widens"
  message = (
    change.attribute == "criticality"
    ? "The CLI was of ${change.before} criticality and becomes ${change.after}: then its scopes could grow unseen."
    : change.after_list == null
    ? "The scopes of a CLI of ${cli.criticality} criticality are declared no more, so that it may ask for any."
    : "A CLI of ${cli.criticality} criticality gains ${join(", ", change.added)}."
  )
  remedy     = "Leave the scope out, or document an exception for the session, approved by the identity team."
  references = ["RFC 9700 section 2.3", "SP 800-53 Rev. 5 AC-6"]

  controls = {
    "owasp-nhi-2025"   = ["NHI5:2025"]
    "nist-csf-2.0"     = ["ID.RA-07", "PR.AA-05"]
    "nist-csf-1.1"     = ["ID.RA-6", "PR.AC-4"]
    "nist-800-53r5"    = ["CM-6c", "AC-6", "AC-6(5)"]
    "nist-ai-rmf-1.0"  = ["MANAGE 1.4", "MAP 4.2"]
    "iso-27001-2022"   = ["A.5.18", "A.5.36"]
    "soc2-2017"        = ["CC6.3"]
    "cis-controls-8.1" = ["6.8"]
    "ietf-rfc"         = ["RFC 9700 2.3"]
  }

  parameter "criticality" {
    type        = list(string)
    default     = ["high"]
    description = "Criticality of the CLIs whose scopes may not grow."
    origin      = "the organization's own"
  }
}
