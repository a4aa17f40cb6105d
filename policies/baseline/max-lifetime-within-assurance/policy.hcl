policy "max-lifetime-within-assurance" {
  title   = "Sessions end within the limit of their assurance level"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when = session.actor == "human" || session.assurance != null || (
    session.grants != null && anytrue([for grant in session.grants : contains(["authorization_code", "device_code", "implicit", "password"], grant)])
  )
  require = session.assurance != null && session.max_lifetime != null && session.max_lifetime <= (
    session.assurance == "aal1" ? parameter.aal1 : session.assurance == "aal2" ? parameter.aal2 : parameter.aal3
  )
  message = (
    session.assurance == null
    ? "The assurance level that the session is opened with is not declared, so no limit can be derived from it."
    : session.max_lifetime_state == "inherit"
    ? "The session's lifetime is left to the issuer; a limit for ${session.assurance} must be declared."
    : session.max_lifetime == null
    ? "The session's longest lifetime is not declared; ${session.assurance} needs one."
    : "The session ${session.max_lifetime_state == "unlimited" ? "never ends by itself" : "lives ${humanize(session.max_lifetime)} in all"}; ${session.assurance} allows ${humanize(session.assurance == "aal1" ? parameter.aal1 : session.assurance == "aal2" ? parameter.aal2 : parameter.aal3)}."
  )
  remedy     = "Set assurance, and a max_lifetime within its limit."
  references = ["SP 800-63B-4 sections 2.1.3, 2.2.3, 2.3.3 and 5.2", "OWASP ASVS 5.0.0 V7.3.2"]

  controls = {
    "owasp-nhi-2025" = ["NHI7:2025"]
    "nist-csf-2.0"   = ["PR.AA-03", "PR.AA-05"]
    "nist-csf-1.1"   = ["PR.AC-7"]
    "nist-800-53r5"  = ["AC-12", "IA-11"]
    "nist-800-63b-4" = ["2.1.3", "2.2.3", "2.3.3"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "owasp-asvs-5.0" = ["V7.3.2", "V10.4.8"]
  }

  parameter "aal1" {
    type        = duration
    default     = "30d"
    description = "Longest session at AAL1, from authentication to reauthentication."
    origin      = "SP 800-63B-4 section 2.1.3 (a limit SHALL be set, and SHOULD be no more than 30 days)"
  }

  parameter "aal2" {
    type        = duration
    default     = "24h"
    description = "Longest session at AAL2, from authentication to reauthentication."
    origin      = "SP 800-63B-4 section 2.2.3 (a limit SHALL be set, and SHOULD be no more than 24 hours)"
  }

  parameter "aal3" {
    type        = duration
    default     = "12h"
    description = "Longest session at AAL3, from authentication to reauthentication."
    origin      = "SP 800-63B-4 section 2.3.3 (SHALL be no more than 12 hours)"
  }
}
