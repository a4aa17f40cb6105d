policy "exception-documented-and-approved" {
  title   = "Exceptions say why, what compensates, until when and who agreed"
  subject = "exception"
  plane   = "shared"
  level   = "mandatory"
  when    = !contains(["revoked", "superseded"], exception.state)
  require = (
    exception.reason != null && trimspace(exception.reason) != ""
    && exception.compensating != null && trimspace(join("", exception.compensating)) != ""
    && exception.term <= parameter.max_duration
    && exception.approved
  )
  message = (
    exception.reason == null || trimspace(exception.reason) == ""
    ? "The exception gives no reason."
    : exception.compensating == null || trimspace(join("", exception.compensating)) == ""
    ? "The exception names nothing that lowers the risk meanwhile."
    : exception.term > parameter.max_duration
    ? "The exception holds for ${humanize(exception.term)}; at most ${humanize(parameter.max_duration)} is allowed."
    : "The exception lacks an approval that counts for the ${join(" and the ", exception.missing_approvals)} plane of ${length(exception.unapproved) > 3 ? "${length(exception.unapproved)} blocks" : join(", ", exception.unapproved)}."
  )
  remedy     = "Give a reason, compensating controls and an expiry, and have the accountable teams approve: one person for each plane, none of them the one who asked."
  references = ["SP 800-53 Rev. 5 CM-6c and CA-5", "OWASP ASVS 5.0.0 V7.1.1"]

  controls = {
    "nist-csf-2.0"    = ["ID.RA-07", "ID.RA-06"]
    "nist-csf-1.1"    = ["ID.RA-6", "RS.MI-3"]
    "nist-800-53r5"   = ["CM-6c", "CA-5", "RA-7", "PM-4"]
    "nist-800-63b-4"  = ["5.2"]
    "nist-ai-rmf-1.0" = ["MANAGE 1.3", "MANAGE 1.4"]
    "iso-27001-2022"  = ["A.5.36"]
    "soc2-2017"       = ["CC4.2"]
    "owasp-asvs-5.0"  = ["V7.1.1"]
  }

  parameter "max_duration" {
    type        = duration
    default     = "90d"
    description = "Longest time from the first day of an exception to its last."
    origin      = "the organization's own"
  }
}
