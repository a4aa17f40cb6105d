# Ids and short titles only: the text belongs to the Center for Internet Security. The titles are cut to their subject, and those
# of 6.3, 6.4, 6.5 and 6.7 are custody's own words.

framework "cis-controls-8.1" {
  title     = "CIS Critical Security Controls 8.1"
  publisher = "CIS"
  version   = "8.1"
  prefix    = "CIS "
  names     = ["CIS Control", "CIS Controls", "CIS v8", "CIS v8.1", "CIS Controls v8.1"]
  url       = "https://www.cisecurity.org/controls/v8-1"
  license   = "copyright CIS, ids and titles only"
  print     = "title"

  control "5.1" { title = "Inventory of Accounts" }
  control "5.3" { title = "Disable Dormant Accounts" }
  control "5.5" { title = "Inventory of Service Accounts" }
  control "5.6" { title = "Centralize Account Management" }
  control "6.1" { title = "Access Granting Process" }
  control "6.2" { title = "Access Revoking Process" }
  control "6.3" { title = "Multi-factor authentication: exposed applications" }
  control "6.4" { title = "Multi-factor authentication: remote access" }
  control "6.5" { title = "Multi-factor authentication: administrators" }
  control "6.7" { title = "Access control in one place" }
  control "6.8" { title = "Role-Based Access Control" }
}
