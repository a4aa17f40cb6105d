policy "change-no-wider-lifetime" {
  title   = "No lifetime is widened without an exception"
  subject = "change"
  plane   = "identity"
  level   = "mandatory"
  when    = change.action == "update" && contains(parameter.attributes, change.attribute)
  require = change.direction != "widens"
  message = "${change.attribute} was ${change.before} and becomes ${change.after}, which is longer."
  remedy  = "Keep the lifetime, or document an exception for the session, approved by the identity team."

  references = ["SP 800-53 Rev. 5 CM-6c", "SP 800-63B-4 section 5.2", "RFC 6750 section 5.3"]

  controls = {
    "owasp-nhi-2025"  = ["NHI7:2025"]
    "nist-csf-2.0"    = ["ID.RA-07", "PR.AA-01", "PR.AA-03"]
    "nist-csf-1.1"    = ["ID.RA-6", "PR.AC-1"]
    "nist-800-53r5"   = ["CM-6c", "AC-12", "IA-13(3)(e)"]
    "nist-800-63b-4"  = ["5.2"]
    "nist-ai-rmf-1.0" = ["MANAGE 1.4"]
    "iso-27001-2022"  = ["A.5.36", "A.8.5"]
    "soc2-2017"       = ["CC6.1"]
    "owasp-asvs-5.0"  = ["V7.1.1"]
  }

  parameter "attributes" {
    type = list(string)
    default = [
      "access_token_ttl", "idle_timeout", "max_lifetime", "reuse_grace",
      "realm_settings.access_token_ttl", "realm_settings.idle_timeout", "realm_settings.max_lifetime",
    ]
    description = "Attributes of a session or an issuer that are lifetimes."
    origin      = "the organization's own; CM-6c asks for the approval of deviations and names no attribute"
  }
}
