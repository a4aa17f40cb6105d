policy "exception-not-expired" {
  title   = "Exceptions are approved when they begin, and gone when they end"
  subject = "exception"
  plane   = "shared"
  level   = "mandatory"
  require = exception.state != "expired" && !(exception.state == "requested" && exception.granted <= at)
  message = (
    exception.state == "expired"
    ? "The exception has expired and waives nothing any more: ${join(", ", exception.policies)}."
    : "The exception has begun without all its approvals, and waives nothing for ${length(exception.unapproved) > 3 ? "${length(exception.unapproved)} of the ${length(exception.matched)} blocks that it covers" : join(", ", exception.unapproved)}."
  )
  remedy     = "Mend what it waived and remove it, have the missing approvals given, or have the accountable teams grant a renewal."
  references = ["SP 800-53 Rev. 5 CA-5b"]

  controls = {
    "nist-csf-2.0"    = ["ID.RA-07", "GV.OV-03"]
    "nist-csf-1.1"    = ["ID.RA-6"]
    "nist-800-53r5"   = ["CA-5b", "CA-7"]
    "nist-ai-rmf-1.0" = ["GOVERN 1.5"]
    "iso-27001-2022"  = ["A.5.36"]
    "soc2-2017"       = ["CC4.2"]
  }
}
