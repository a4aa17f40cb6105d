policy "identity-owner" {
  title   = "An identity team answers for every CLI"
  subject = "cli"
  plane   = "identity"
  level   = "mandatory"
  require = (
    cli.owners.identity != null
    && (cli.owners.identity.planes == null || contains(cli.owners.identity.planes, "identity"))
  )
  message = (
    cli.owners.identity == null
    ? "No identity team answers for the sessions of this CLI."
    : "Team ${cli.owners.identity.name} is not declared accountable for the identity plane."
  )
  remedy     = "Set owners.identity to the team that runs the issuer or governs its clients."
  references = ["SP 800-53 Rev. 5 IA-13"]

  controls = {
    "owasp-nhi-2025"  = ["NHI1:2025"]
    "nist-csf-2.0"    = ["GV.RR-02"]
    "nist-csf-1.1"    = ["ID.AM-6"]
    "nist-800-53r5"   = ["IA-13", "AC-2b"]
    "nist-ai-rmf-1.0" = ["GOVERN 2.1"]
    "iso-27001-2022"  = ["A.5.2"]
    "soc2-2017"       = ["CC1.3", "CC1.5"]
  }
}
