policy "exception-renewals-limited" {
  title      = "Exceptions are not renewed again and again"
  subject    = "exception"
  plane      = "shared"
  level      = "mandatory"
  when       = !contains(["revoked", "superseded"], exception.state)
  require    = exception.renewals <= parameter.max_renewals
  message    = "The exception is renewal number ${exception.renewals}; at most ${parameter.max_renewals} is allowed."
  remedy     = "Mend what it waives, or decide on another rule in an override, for everybody."
  references = ["SP 800-53 Rev. 5 CA-5b"]

  controls = {
    "nist-csf-2.0"    = ["ID.RA-07", "GV.OV-03"]
    "nist-csf-1.1"    = ["ID.RA-6"]
    "nist-800-53r5"   = ["CA-5b", "CA-7"]
    "nist-ai-rmf-1.0" = ["GOVERN 1.5"]
    "iso-27001-2022"  = ["A.5.36"]
    "soc2-2017"       = ["CC4.2"]
  }

  parameter "max_renewals" {
    type        = number
    default     = 1
    description = "How many exceptions may stand behind another in a chain of renewals."
    origin      = "the organization's own"
  }
}
