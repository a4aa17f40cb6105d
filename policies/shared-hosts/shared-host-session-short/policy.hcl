policy "shared-host-session-short" {
  title   = "Sessions on a shared host are short"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.host == "shared" && (session.actor == "human" || session.refresh_token != "none")
  require = (
    session.idle_timeout != null && session.idle_timeout <= parameter.idle
    && session.max_lifetime != null && session.max_lifetime <= parameter.max
  )
  message = (
    session.idle_timeout_state == "inherit"
    ? "The time without use after which the session ends is left to the issuer; at most ${humanize(parameter.idle)} is allowed on a shared host, and must be declared."
    : session.idle_timeout == null
    ? "The time without use after which the session ends is not declared; at most ${humanize(parameter.idle)} is allowed on a shared host."
    : session.idle_timeout > parameter.idle
    ? "The session ${session.idle_timeout_state == "unlimited" ? "never ends for want of use" : "ends after ${humanize(session.idle_timeout)} without use"}; at most ${humanize(parameter.idle)} is allowed on a shared host."
    : session.max_lifetime_state == "inherit"
    ? "The session's lifetime is left to the issuer; at most ${humanize(parameter.max)} is allowed on a shared host, and must be declared."
    : session.max_lifetime == null
    ? "The session's longest lifetime is not declared; at most ${humanize(parameter.max)} is allowed on a shared host."
    : "The session lives ${humanize(session.max_lifetime)} in all; at most ${humanize(parameter.max)} is allowed on a shared host."
  )
  remedy     = "Set idle_timeout and max_lifetime within the limits, best in a profile for shared hosts."
  references = ["SP 800-63B-4 sections 2.3.3 and 5.2", "PCI DSS v4.0.1 8.2.8", "SP 800-53 Rev. 5 AC-2(5) and AC-12"]

  controls = {
    "owasp-nhi-2025"      = ["NHI7:2025"]
    "nist-csf-2.0"        = ["PR.AA-03"]
    "nist-csf-1.1"        = ["PR.AC-7"]
    "nist-800-53r5"       = ["AC-12", "AC-2(5)", "AC-11", "IA-11"]
    "nist-800-63b-4"      = ["2.3.3", "5.2"]
    "iso-27001-2022"      = ["A.8.5"]
    "pci-dss-4.0.1"       = ["8.2.8"]
    "soc2-2017"           = ["CC6.1"]
    "hipaa-security-rule" = ["164.312(a)(2)(iii)"]
    "owasp-asvs-5.0"      = ["V7.3.2"]
    "ietf-rfc"            = ["RFC 9700 4.14.2"]
  }

  parameter "idle" {
    type        = duration
    default     = "15m"
    description = "Longest time without use on a shared host."
    origin      = "PCI DSS v4.0.1 8.2.8 (15 minutes, in its scope) and SP 800-63B-4 section 2.3.3 (SHOULD be no more than 15 minutes, at AAL3); elsewhere the organization's own"
  }

  parameter "max" {
    type        = duration
    default     = "8h"
    description = "Longest session on a shared host, from authentication to reauthentication: a working day."
    origin      = "the organization's own; SP 800-63B-4 section 2.3.3 (SHALL, at AAL3) allows 12 hours"
  }
}
