policy "idle-timeout-within-assurance" {
  title   = "Unused sessions end within the limit of their assurance level"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when = session.assurance != "aal1" && (
    session.actor == "human" || session.assurance != null || (
      session.grants != null && anytrue([for grant in session.grants : contains(["authorization_code", "device_code", "implicit", "password"], grant)])
    )
  )
  require = session.assurance != null && session.idle_timeout != null && session.idle_timeout <= (
    session.assurance == "aal2" ? parameter.aal2 : parameter.aal3
  )
  message = (
    session.assurance == null
    ? "The assurance level that the session is opened with is not declared, so no limit can be derived from it."
    : session.idle_timeout_state == "inherit"
    ? "The time without use after which the session ends is left to the issuer; a limit for ${session.assurance} must be declared."
    : session.idle_timeout == null
    ? "The time without use after which the session ends is not declared; ${session.assurance} needs one."
    : "The session ${session.idle_timeout_state == "unlimited" ? "never ends for want of use" : "ends after ${humanize(session.idle_timeout)} without use"}; ${session.assurance} allows ${humanize(session.assurance == "aal2" ? parameter.aal2 : parameter.aal3)}."
  )
  remedy     = "Set assurance, and an idle_timeout within its limit."
  references = ["SP 800-63B-4 sections 2.2.3, 2.3.3 and 5.2", "RFC 9700 section 4.14.2", "PCI DSS v4.0.1 8.2.8"]

  controls = {
    "owasp-nhi-2025"      = ["NHI7:2025"]
    "nist-csf-2.0"        = ["PR.AA-03"]
    "nist-csf-1.1"        = ["PR.AC-7"]
    "nist-800-53r5"       = ["AC-12", "AC-2(5)", "AC-11"]
    "nist-800-63b-4"      = ["2.2.3", "2.3.3", "5.2"]
    "iso-27001-2022"      = ["A.8.5"]
    "pci-dss-4.0.1"       = ["8.2.8"]
    "soc2-2017"           = ["CC6.1"]
    "hipaa-security-rule" = ["164.312(a)(2)(iii)"]
    "ietf-rfc"            = ["RFC 9700 4.14.2"]
  }

  parameter "aal2" {
    type        = duration
    default     = "1h"
    description = "Longest time without use at AAL2."
    origin      = "SP 800-63B-4 section 2.2.3 (SHOULD be no more than 1 hour)"
  }

  parameter "aal3" {
    type        = duration
    default     = "15m"
    description = "Longest time without use at AAL3."
    origin      = "SP 800-63B-4 section 2.3.3 (SHOULD be no more than 15 minutes)"
  }
}
