policy "exception-matches-something" {
  title      = "Exceptions cover something"
  subject    = "exception"
  plane      = "shared"
  level      = "mandatory"
  when       = !contains(["revoked", "superseded"], exception.state)
  require    = length(exception.matched) > 0 && length(exception.unmatched) == 0
  message    = length(exception.unmatched) > 0 ? "A pattern of the exception matches nothing: ${join(", ", exception.unmatched)}." : "The exception covers nothing."
  remedy     = "Correct the pattern, or remove it: what it was for may be gone, or have another name."
  references = ["SP 800-53 Rev. 5 CM-6c"]

  controls = {
    "nist-csf-2.0"    = ["ID.RA-07", "ID.RA-06"]
    "nist-csf-1.1"    = ["ID.RA-6", "RS.MI-3"]
    "nist-800-53r5"   = ["CM-6c", "CA-5", "RA-7", "PM-4"]
    "nist-800-63b-4"  = ["5.2"]
    "nist-ai-rmf-1.0" = ["MANAGE 1.3", "MANAGE 1.4"]
    "iso-27001-2022"  = ["A.5.36"]
    "soc2-2017"       = ["CC4.2"]
  }
}
