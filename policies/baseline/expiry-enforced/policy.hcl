policy "expiry-enforced" {
  title   = "The CLI lets go of a token that has ended"
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  require = (
    session.expiry.on_expiry != null
    && session.expiry.wipe_on != null && contains(session.expiry.wipe_on, "expiry")
    && session.expiry.leeway != null && session.expiry.leeway <= parameter.leeway
  )
  message = (
    session.expiry.on_expiry == null
    ? "It is not declared what the CLI does when the token has expired."
    : session.expiry.wipe_on == null
    ? "It is not declared when the CLI erases the token."
    : !contains(session.expiry.wipe_on, "expiry")
    ? "The CLI keeps the token after its expiry."
    : session.expiry.leeway == null
    ? "It is not declared how much clock skew the CLI tolerates; at most ${humanize(parameter.leeway)} is allowed."
    : "The CLI takes a token for ${humanize(session.expiry.leeway)} after its expiry; at most ${humanize(parameter.leeway)} is allowed."
  )
  remedy     = "Set expiry.on_expiry, list expiry in expiry.wipe_on, and set expiry.leeway to the clock skew that the hosts really have."
  references = ["SP 800-63B-4 sections 5.1 and 5.2", "RFC 9068 section 2.2", "SP 800-53 Rev. 5 IA-5(13) and AC-12"]

  controls = {
    "owasp-nhi-2025" = ["NHI7:2025"]
    "nist-csf-2.0"   = ["PR.AA-03"]
    "nist-csf-1.1"   = ["PR.AC-1"]
    "nist-800-53r5"  = ["IA-5(13)", "AC-12"]
    "nist-800-63b-4" = ["5.1(5)", "5.2"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "ietf-rfc"       = ["RFC 9068 2.2"]
  }

  parameter "leeway" {
    type        = duration
    default     = "60s"
    description = "Most clock skew that a CLI may tolerate when it judges an expiry."
    origin      = "the organization's own"
  }
}
