# Ids only: the criteria belong to the AICPA, and have no titles. The short titles are custody's own words, to tell one number
# from another. The points of focus have no numbers of the publisher, and are not listed.

framework "soc2-2017" {
  title     = "SOC 2 Trust Services Criteria"
  publisher = "AICPA"
  version   = "2017, points of focus of 2022"
  names     = ["SOC 2", "TSC"]
  url       = "https://www.aicpa-cima.com/topic/audit-assurance/audit-and-assurance-greater-than-soc-2"
  license   = "copyright AICPA, ids only"
  print     = "title"

  control "CC1.3" { title = "Structures, authorities and responsibilities" }
  control "CC1.5" { title = "Accountability" }
  control "CC4.1" { title = "Evaluation of controls" }
  control "CC4.2" { title = "Communication of deficiencies" }
  control "CC6.1" { title = "Logical access security" }
  control "CC6.2" { title = "Registration, authorization and removal of access" }
  control "CC6.3" { title = "Access by role, with least privilege and segregation of duties" }
  control "CC6.6" { title = "Access from outside" }
  control "CC7.2" { title = "Monitoring for anomalies" }
  control "CC7.3" { title = "Evaluation of events" }
}
