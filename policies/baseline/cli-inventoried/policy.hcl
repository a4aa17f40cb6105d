policy "cli-inventoried" {
  title   = "Every CLI is described in the inventory"
  subject = "cli"
  plane   = "application"
  level   = "warning"
  require = (
    cli.purpose != null && trimspace(cli.purpose) != ""
    && cli.criticality != null
    && cli.data != null
    && length(cli.sessions) > 0
    && alltrue([for s in cli.sessions : s.environment != null])
  )
  message = "Not declared: ${join(", ", concat(
    cli.purpose == null || trimspace(cli.purpose) == "" ? ["purpose"] : [],
    cli.criticality == null ? ["criticality"] : [],
    cli.data == null ? ["data"] : [],
    length(cli.sessions) == 0 ? ["any session"] : [],
    [for s in cli.sessions : "environment of session ${s.name}" if s.environment == null],
  ))}."
  remedy     = "Say in the cli block what the tool is for, how critical it is and what data it reaches, and in each session its environment."
  references = ["SP 800-53 Rev. 5 CM-8", "ISO/IEC 27001:2022 A.5.9"]

  controls = {
    "owasp-nhi-2025"  = ["NHI1:2025"]
    "nist-csf-2.0"    = ["ID.AM-02", "ID.AM-05"]
    "nist-csf-1.1"    = ["ID.AM-2", "ID.AM-5"]
    "nist-800-53r5"   = ["CM-8"]
    "nist-ai-rmf-1.0" = ["GOVERN 1.6"]
    "iso-27001-2022"  = ["A.5.9"]
  }
}
