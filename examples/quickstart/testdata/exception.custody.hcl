# Put beside failing.custody.hcl, this turns its failure into a waived one, for 90 days and not a day longer: until
# 2027-01-30 when it is granted on the default day.

exception "labelctl-plaintext" {
  subject      = cli.labelctl
  policies     = ["storage-encrypted-at-rest"]
  reason       = "The vendor's 2.x line has no keychain support; 3.0 is due in January."
  compensating = ["Full-disk encryption is enforced on the label stations.", "A token lives 15 minutes and is not refreshed."]
  ticket       = "RISK-1482"
  granted      = var.confirmed_on
  expires      = formatdate("YYYY-MM-DD", timeadd("${var.confirmed_on}T00:00:00Z", "2160h"))

  # The policy is the application plane's, so the warehouse must approve. Identity agreed too: the short lifetime is its part.
  approval {
    team = team.warehouse
    by   = "r.alvarez"
    on   = var.confirmed_on
  }

  approval {
    team = team.identity
    by   = "m.chen"
    on   = var.confirmed_on
  }
}
