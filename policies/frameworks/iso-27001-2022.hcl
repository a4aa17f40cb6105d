# Ids and titles only: the text belongs to ISO. A.5.36 has the title in its short form.

framework "iso-27001-2022" {
  title     = "ISO/IEC 27001:2022 Annex A"
  publisher = "ISO/IEC"
  version   = "2022"
  prefix    = "ISO "
  names     = ["ISO 27001", "ISO/IEC 27001", "ISO 27001:2022", "ISO/IEC 27001:2022"]
  url       = "https://www.iso.org/standard/27001"
  license   = "copyright ISO, ids and titles only"
  print     = "title"

  control "A.5.2" { title = "Information security roles and responsibilities" }
  control "A.5.3" { title = "Segregation of duties" }
  control "A.5.9" { title = "Inventory of information and other associated assets" }
  control "A.5.15" { title = "Access control" }
  control "A.5.16" { title = "Identity management" }
  control "A.5.17" { title = "Authentication information" }
  control "A.5.18" { title = "Access rights" }
  control "A.5.36" { title = "Compliance with policies, rules and standards" }
  control "A.8.1" { title = "User end point devices" }
  control "A.8.2" { title = "Privileged access rights" }
  control "A.8.5" { title = "Secure authentication" }
  control "A.8.9" { title = "Configuration management" }
  control "A.8.12" { title = "Data leakage prevention" }
  control "A.8.15" { title = "Logging" }
  control "A.8.16" { title = "Monitoring activities" }
  control "A.8.24" { title = "Use of cryptography" }
  control "A.8.31" { title = "Separation of development, test and production environments" }
}
