policy "change-keeps-revocation" {
  title   = "No way to revoke a token is given up"
  subject = "change"
  plane   = "application"
  level   = "mandatory"
  when    = change.kind == "session" && change.action == "update" && contains(parameter.attributes, change.attribute)
  require = change.direction != "widens"
  message = (
    change.attribute == "revocation.on_logout"
    ? "Logging out was ${change.before} and becomes ${change.after}, which leaves more behind."
    : "${change.attribute} was ${change.before} and is given up."
  )
  remedy     = "Keep the way, or name the one that replaces it; or document an exception for the session, approved by the application team."
  references = ["RFC 7009 section 2", "SP 800-53 Rev. 5 CM-6c"]

  controls = {
    "owasp-nhi-2025"  = ["NHI1:2025", "NHI7:2025"]
    "nist-csf-2.0"    = ["ID.RA-07", "PR.AA-01", "RS.MI-01"]
    "nist-csf-1.1"    = ["ID.RA-6", "PR.AC-1"]
    "nist-800-53r5"   = ["CM-6c", "IA-5d", "IA-13(3)(d)", "AC-12(1)"]
    "nist-ai-rmf-1.0" = ["MANAGE 1.4", "MANAGE 2.4"]
    "iso-27001-2022"  = ["A.5.36"]
    "soc2-2017"       = ["CC6.2"]
    "ietf-rfc"        = ["RFC 7009 2"]
  }

  parameter "attributes" {
    type        = list(string)
    default     = ["revocation.endpoint", "revocation.runbook", "revocation.on_logout"]
    description = "Attributes of the revocation that may not be given up."
    origin      = "the organization's own; CM-6c asks for the approval of deviations and names no attribute"
  }
}
