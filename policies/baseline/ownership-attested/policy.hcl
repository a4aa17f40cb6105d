policy "ownership-attested" {
  title   = "Ownership is confirmed, and recently"
  subject = "cli"
  plane   = "shared"
  level   = "mandatory"
  require = cli.owners.attested != null && cli.owners.attested <= at && floor((at - cli.owners.attested) / 86400) * 86400 <= parameter.max_age
  message = (
    cli.owners.attested == null
    ? "Nobody has confirmed who answers for this CLI."
    : cli.owners.attested > at
    ? "The ownership of this CLI is confirmed for a day that has not come yet."
    : "The ownership of this CLI was last confirmed ${humanize(floor((at - cli.owners.attested) / 86400) * 86400)} ago; at most ${humanize(parameter.max_age)} is allowed."
  )
  remedy     = "Have both owning teams confirm their ownership, and set owners.attested to that day."
  references = ["CIS Controls v8 5.5", "PCI DSS v4.0.1 7.2.4", "SP 800-53 Rev. 5 AC-2j"]

  controls = {
    "owasp-nhi-2025"   = ["NHI1:2025"]
    "nist-csf-2.0"     = ["PR.AA-05", "GV.OV-03"]
    "nist-csf-1.1"     = ["PR.AC-4"]
    "nist-800-53r5"    = ["AC-2j", "AC-6(7)", "CA-7"]
    "nist-ai-rmf-1.0"  = ["GOVERN 1.5"]
    "iso-27001-2022"   = ["A.5.18"]
    "pci-dss-4.0.1"    = ["7.2.4"]
    "cis-controls-8.1" = ["5.5"]
  }

  parameter "max_age" {
    type        = duration
    default     = "90d"
    description = "Longest time since both teams confirmed that they answer for the CLI."
    origin      = "CIS Controls v8 5.5 (at least quarterly); PCI DSS v4.0.1 7.2.4 allows six months"
  }
}
