policy "exception-still-needed" {
  title   = "Exceptions are still needed"
  subject = "exception"
  plane   = "shared"
  level   = "warning"
  when = (
    contains(["active", "expiring"], exception.state)
    || exception.state == "requested" && exception.granted <= at
    || exception.state == "revoked" && exception.expired && !exception.superseded
  )
  require = exception.state != "revoked" && length(exception.unneeded) == 0
  message = (
    exception.state == "revoked"
    ? "The exception was revoked and would be over by now; nothing needs it."
    : length(exception.unneeded) == length(exception.policies)
    ? "The exception waives nothing: ${join(", ", exception.unneeded)} holds for all that it covers, or another exception waives it."
    : "The exception is no longer needed for ${join(", ", exception.unneeded)}: it holds for all that the exception covers, or another one waives it."
  )
  remedy     = "Take the policies out of the exception that hold without it, and remove an exception that waives nothing."
  references = ["SP 800-53 Rev. 5 CA-5b and CA-7"]

  controls = {
    "nist-csf-2.0"    = ["ID.RA-07", "GV.OV-03"]
    "nist-csf-1.1"    = ["ID.RA-6"]
    "nist-800-53r5"   = ["CA-5b", "CA-7"]
    "nist-ai-rmf-1.0" = ["GOVERN 1.5"]
    "iso-27001-2022"  = ["A.5.36"]
    "soc2-2017"       = ["CC4.2"]
  }
}
