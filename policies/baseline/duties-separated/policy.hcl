policy "duties-separated" {
  title   = "Each plane has one accountable team, and they are two"
  subject = "cli"
  plane   = "shared"
  level   = "mandatory"
  require = (
    cli.owners.application != null && cli.owners.identity != null
    && cli.owners.application.address != cli.owners.identity.address
    && (cli.owners.application.planes == null || contains(cli.owners.application.planes, "application"))
    && (cli.owners.identity.planes == null || contains(cli.owners.identity.planes, "identity"))
  )
  message = (
    cli.owners.application == null && cli.owners.identity == null
    ? "No team answers for either plane of this CLI."
    : cli.owners.application == null
    ? "No team answers for the application plane of this CLI."
    : cli.owners.identity == null
    ? "No team answers for the identity plane of this CLI."
    : cli.owners.application.address == cli.owners.identity.address
    ? "Team ${cli.owners.application.name} answers for both planes of this CLI, so nobody else approves what it proposes."
    : cli.owners.application.planes != null && !contains(cli.owners.application.planes, "application")
    ? "Team ${cli.owners.application.name} is not declared accountable for the application plane."
    : "Team ${cli.owners.identity.name} is not declared accountable for the identity plane."
  )
  remedy     = "Set owners.application and owners.identity to two different teams, each with its plane in its planes."
  references = ["SP 800-53 Rev. 5 AC-5", "ISO/IEC 27001:2022 A.5.3"]

  controls = {
    "owasp-nhi-2025"  = ["NHI10:2025"]
    "nist-csf-2.0"    = ["GV.RR-02", "PR.AA-05"]
    "nist-csf-1.1"    = ["PR.AC-4", "ID.AM-6"]
    "nist-800-53r5"   = ["AC-5"]
    "nist-ai-rmf-1.0" = ["GOVERN 2.1", "GOVERN 3.2"]
    "iso-27001-2022"  = ["A.5.3"]
    "soc2-2017"       = ["CC1.3", "CC1.5", "CC6.3"]
  }
}
