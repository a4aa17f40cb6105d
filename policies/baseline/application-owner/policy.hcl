policy "application-owner" {
  title   = "An application team answers for every CLI"
  subject = "cli"
  plane   = "application"
  level   = "mandatory"
  require = (
    cli.owners.application != null
    && (cli.owners.application.planes == null || contains(cli.owners.application.planes, "application"))
    && cli.owners.application.contact != null && trimspace(cli.owners.application.contact) != ""
    && cli.owners.application.backup != null && cli.owners.application.backup.address != cli.owners.application.address
  )
  message = (
    cli.owners.application == null
    ? "No application team answers for this CLI."
    : cli.owners.application.planes != null && !contains(cli.owners.application.planes, "application")
    ? "Team ${cli.owners.application.name} is not declared accountable for the application plane."
    : cli.owners.application.contact == null || trimspace(cli.owners.application.contact) == ""
    ? "Team ${cli.owners.application.name}, which answers for this CLI, has no contact."
    : cli.owners.application.backup == null
    ? "Team ${cli.owners.application.name}, which answers for this CLI, has no backup."
    : "Team ${cli.owners.application.name}, which answers for this CLI, is its own backup."
  )
  remedy     = "Set owners.application to the team that writes or runs the CLI, and give that team a contact and a backup."
  references = ["CIS Controls v8 5.5", "SP 800-53 Rev. 5 CM-8(4)"]

  controls = {
    "owasp-nhi-2025"   = ["NHI1:2025"]
    "nist-csf-2.0"     = ["GV.RR-02", "ID.AM-02"]
    "nist-csf-1.1"     = ["ID.AM-6", "ID.AM-2"]
    "nist-800-53r5"    = ["CM-8(4)", "AC-2b"]
    "nist-ai-rmf-1.0"  = ["GOVERN 2.1", "GOVERN 1.6"]
    "iso-27001-2022"   = ["A.5.2"]
    "soc2-2017"        = ["CC1.3", "CC1.5"]
    "cis-controls-8.1" = ["5.5"]
  }
}
