# Ids only: the text belongs to the PCI Security Standards Council, and its requirements have no titles. The short titles are
# custody's own words, to tell one number from another; they are not the text of a requirement, and do not say all that it asks.

framework "pci-dss-4.0.1" {
  title     = "PCI DSS 4.0.1"
  publisher = "PCI SSC"
  version   = "4.0.1"
  prefix    = "PCI "
  names     = ["PCI DSS", "PCI DSS 4.0.1", "PCI DSS v4.0.1", "PCI DSS v4.0"]
  url       = "https://www.pcisecuritystandards.org/document_library/"
  license   = "copyright PCI SSC, ids only"
  print     = "title"

  control "7.2.1" { title = "Access model with least privilege" }
  control "7.2.2" { title = "Access assigned with least privilege" }
  control "7.2.4" { title = "Review of user access, twice a year" }
  control "7.2.5" { title = "Access of application and system accounts" }
  control "7.2.5.1" { title = "Review of application and system accounts" }
  control "8.1.2" { title = "Roles documented and assigned" }
  control "8.2.2" { title = "Shared and generic ids by exception" }
  control "8.2.5" { title = "Revocation on termination, at once" }
  control "8.2.6" { title = "Inactive accounts, 90 days" }
  control "8.2.8" { title = "Idle sessions, 15 minutes" }
  control "8.3.2" { title = "Cryptography for authentication factors" }
  control "8.3.11" { title = "Tokens belong to one person" }
  control "8.6.1" { title = "Interactive use of system accounts by exception" }
  control "8.6.2" { title = "No passwords of system accounts in code" }
  control "8.6.3" { title = "Protection and change of passwords of system accounts" }
  control "10.2.1.2" { title = "Log of administrative actions" }
  control "10.2.1.5" { title = "Log of changes to credentials" }
  control "12.3.1" { title = "Targeted risk analysis" }
}
