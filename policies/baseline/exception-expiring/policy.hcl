policy "exception-expiring" {
  title   = "Exceptions that end soon are seen to"
  subject = "exception"
  plane   = "shared"
  level   = "advisory"
  when    = contains(["active", "expiring"], exception.state)
  require = exception.days_left * 86400 > parameter.within
  message = (
    exception.days_left == 0
    ? "The exception ends today; then these fail again: ${join(", ", exception.policies)}."
    : "The exception ends in ${exception.days_left} ${exception.days_left == 1 ? "day" : "days"}; then these fail again: ${join(", ", exception.policies)}."
  )
  remedy     = "Mend what it waives, or have the accountable teams grant a renewal while there is time."
  references = ["SP 800-53 Rev. 5 CA-5b"]

  controls = {
    "nist-csf-2.0"    = ["ID.RA-07", "GV.OV-03"]
    "nist-csf-1.1"    = ["ID.RA-6"]
    "nist-800-53r5"   = ["CA-5b", "CA-7"]
    "nist-ai-rmf-1.0" = ["GOVERN 1.5"]
    "iso-27001-2022"  = ["A.5.36"]
    "soc2-2017"       = ["CC4.2"]
  }

  parameter "within" {
    type        = duration
    default     = "14d"
    description = "How near its end an exception is expiring, here and in lists and reports."
    origin      = "the organization's own"
  }
}
