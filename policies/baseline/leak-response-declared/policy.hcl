policy "leak-response-declared" {
  title   = "It is settled who acts when a token leaks, and how fast"
  subject = "cli"
  plane   = "shared"
  level   = "warning"
  require = (
    cli.leak_response.team != null
    && cli.leak_response.contact != null && trimspace(cli.leak_response.contact) != ""
    && cli.leak_response.runbook != null && startswith(cli.leak_response.runbook, "https://")
    && cli.leak_response.within != null && cli.leak_response.within <= parameter.within
  )
  message = (
    cli.leak_response.team == null
    ? "No team acts when a token of this CLI leaks."
    : cli.leak_response.contact == null || trimspace(cli.leak_response.contact) == ""
    ? "It is not declared how the team that acts on a leak is reached."
    : cli.leak_response.runbook == null
    ? "No runbook says what to do about a leak."
    : !startswith(cli.leak_response.runbook, "https://")
    ? "The runbook for a leak is not reached by https."
    : cli.leak_response.within == null
    ? "It is not declared how soon a leaked token is revoked; at most ${humanize(parameter.within)} is allowed."
    : "A leaked token is revoked within ${humanize(cli.leak_response.within)}; at most ${humanize(parameter.within)} is allowed."
  )
  remedy     = "Fill in leak_response: team, contact, an https runbook, and within."
  references = ["SP 800-53 Rev. 5 IR-4 and IA-5d", "NIST CSF 2.0 RS.MA-01", "OpenID RISC 1.0 credential-compromise"]

  controls = {
    "owasp-nhi-2025"  = ["NHI2:2025", "NHI7:2025"]
    "nist-csf-2.0"    = ["RS.MA-01", "RS.MI-01"]
    "nist-csf-1.1"    = ["RS.MI-1", "RS.CO-1"]
    "nist-800-53r5"   = ["IR-4", "IA-5d", "PM-10"]
    "nist-800-63b-4"  = ["5.3"]
    "nist-ai-rmf-1.0" = ["MANAGE 2.3", "MANAGE 4.3"]
  }

  parameter "within" {
    type        = duration
    default     = "1h"
    description = "Longest time from the report of a leak until the token is revoked."
    origin      = "the organization's own"
  }
}
