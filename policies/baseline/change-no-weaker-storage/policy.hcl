policy "change-no-weaker-storage" {
  title   = "No token is stored less safely than before"
  subject = "change"
  plane   = "application"
  level   = "mandatory"
  when    = change.kind == "session" && change.action == "update" && contains(parameter.attributes, change.attribute)
  require = change.direction != "widens"
  message = "${change.attribute} was ${change.before} and becomes ${change.after}, which protects the token less."
  remedy  = "Keep the storage, or document an exception for the session, approved by the application team."

  references = ["SP 800-53 Rev. 5 CM-6c", "SP 800-63B-4 section 5.1"]

  controls = {
    "owasp-nhi-2025"  = ["NHI2:2025"]
    "nist-csf-2.0"    = ["ID.RA-07", "PR.DS-01"]
    "nist-csf-1.1"    = ["ID.RA-6", "PR.DS-1", "PR.DS-5"]
    "nist-800-53r5"   = ["CM-6c", "SC-28(1)", "IA-5(6)"]
    "nist-800-63b-4"  = ["5.1"]
    "nist-ai-rmf-1.0" = ["MANAGE 1.4"]
    "iso-27001-2022"  = ["A.5.17", "A.5.36", "A.8.24"]
    "soc2-2017"       = ["CC6.1"]
  }

  parameter "attributes" {
    type = list(string)
    default = [
      "storage.model", "storage.fallback", "storage.persistent", "storage.bound_to", "storage.passed_by",
      "storage.client_credential",
    ]
    description = "Attributes of the storage that may only get safer."
    origin      = "the organization's own; CM-6c asks for the approval of deviations and names no attribute"
  }
}
