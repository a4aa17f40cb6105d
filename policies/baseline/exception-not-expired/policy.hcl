policy "exception-not-expired" {
  title      = "Exceptions have not expired"
  subject    = "exception"
  plane      = "shared"
  level      = "mandatory"
  require    = !exception.expired
  message    = "The exception has expired and waives nothing any more: ${join(", ", exception.policies)}."
  remedy     = "Mend what it waived and remove it, or have the accountable teams grant a new one."
  references = ["SP 800-53 Rev. 5 CA-5b"]

  controls = {
    "nist-csf-2.0"    = ["ID.RA-07", "GV.OV-03"]
    "nist-csf-1.1"    = ["ID.RA-6"]
    "nist-800-53r5"   = ["CA-5b", "CA-7"]
    "nist-ai-rmf-1.0" = ["GOVERN 1.5"]
  }
}
