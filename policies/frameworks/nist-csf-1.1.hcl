# Superseded by CSF 2.0, and still what many practice texts and audit programs cite. 1.1 prints PR.AC-4 where NIST's catalog of 2.0
# lists the withdrawn entry as PR.AC-04.

framework "nist-csf-1.1" {
  title     = "NIST Cybersecurity Framework 1.1"
  publisher = "NIST"
  version   = "1.1"
  names     = ["CSF", "CSF 1.1", "NIST CSF", "NIST CSF 1.1"]
  url       = "https://doi.org/10.6028/NIST.CSWP.6"
  license   = "public domain"
  print     = "text"

  control "ID.AM" { title = "Asset Management" }
  control "ID.AM-2" { text = "Software platforms and applications within the organization are inventoried" }
  control "ID.AM-4" { text = "External information systems are catalogued" }
  control "ID.AM-5" { text = "Resources (e.g., hardware, devices, data, time, personnel, and software) are prioritized based on their classification, criticality, and business value" }
  control "ID.AM-6" { text = "Cybersecurity roles and responsibilities for the entire workforce and third-party stakeholders (e.g., suppliers, customers, partners) are established" }
  control "ID.GV" { title = "Governance" }
  control "ID.GV-1" { text = "Organizational cybersecurity policy is established and communicated" }
  control "ID.GV-2" { text = "Cybersecurity roles and responsibilities are coordinated and aligned with internal roles and external partners" }
  control "ID.RA" { title = "Risk Assessment" }
  control "ID.RA-6" { text = "Risk responses are identified and prioritized" }
  control "ID.SC" { title = "Supply Chain Risk Management" }
  control "ID.SC-2" { text = "Suppliers and third party partners of information systems, components, and services are identified, prioritized, and assessed using a cyber supply chain risk assessment process" }
  control "PR.AC" { title = "Identity Management, Authentication and Access Control" }
  control "PR.AC-1" { text = "Identities and credentials are issued, managed, verified, revoked, and audited for authorized devices, users and processes" }
  control "PR.AC-2" { text = "Physical access to assets is managed and protected" }
  control "PR.AC-3" { text = "Remote access is managed" }
  control "PR.AC-4" { text = "Access permissions and authorizations are managed, incorporating the principles of least privilege and separation of duties" }
  control "PR.AC-5" { text = "Network integrity is protected (e.g., network segregation, network segmentation)" }
  control "PR.AC-6" { text = "Identities are proofed and bound to credentials and asserted in interactions" }
  control "PR.AC-7" { text = "Users, devices, and other assets are authenticated (e.g., single-factor, multi-factor) commensurate with the risk of the transaction (e.g., individuals’ security and privacy risks and other organizational risks)" }
  control "PR.DS" { title = "Data Security" }
  control "PR.DS-1" { text = "Data-at-rest is protected" }
  control "PR.DS-5" { text = "Protections against data leaks are implemented" }
  control "PR.DS-7" { text = "The development and testing environment(s) are separate from the production environment" }
  control "PR.IP" { title = "Information Protection Processes and Procedures" }
  control "PR.IP-1" { text = "A baseline configuration of information technology/industrial control systems is created and maintained incorporating security principles (e.g. concept of least functionality)" }
  control "PR.IP-11" { text = "Cybersecurity is included in human resources practices (e.g., deprovisioning, personnel screening)" }
  control "PR.PT" { title = "Protective Technology" }
  control "PR.PT-1" { text = "Audit/log records are determined, documented, implemented, and reviewed in accordance with policy" }
  control "PR.PT-3" { text = "The principle of least functionality is incorporated by configuring systems to provide only essential capabilities" }
  control "DE.AE" { title = "Anomalies and Events" }
  control "DE.AE-3" { text = "Event data are collected and correlated from multiple sources and sensors" }
  control "DE.CM" { title = "Security Continuous Monitoring" }
  control "DE.CM-3" { text = "Personnel activity is monitored to detect potential cybersecurity events" }
  control "DE.CM-7" { text = "Monitoring for unauthorized personnel, connections, devices, and software is performed" }
  control "RS.CO" { title = "Communications" }
  control "RS.CO-1" { text = "Personnel know their roles and order of operations when a response is needed" }
  control "RS.MI" { title = "Mitigation" }
  control "RS.MI-1" { text = "Incidents are contained" }
  control "RS.MI-3" { text = "Newly identified vulnerabilities are mitigated or documented as accepted risks" }
}

crosswalk "nist-csf-1.1" "nist-csf-2.0" {
  source = "NIST CSF 2.0 catalog, links of withdrawn entries"

  control "PR.AC" {
    relation = "moved_to"
    to       = ["PR.AA"]
  }

  control "PR.AC-1" {
    relation = "incorporated_into"
    to       = ["PR.AA-01", "PR.AA-05"]
  }

  control "PR.AC-2" {
    relation = "moved_to"
    to       = ["PR.AA-06"]
  }

  control "PR.AC-3" {
    relation = "incorporated_into"
    to       = ["PR.AA-03", "PR.AA-05", "PR.IR-01"]
  }

  control "PR.AC-4" {
    relation = "moved_to"
    to       = ["PR.AA-05"]
  }

  control "PR.AC-5" {
    relation = "incorporated_into"
    to       = ["PR.IR-01"]
  }

  control "PR.AC-6" {
    relation = "moved_to"
    to       = ["PR.AA-02"]
  }

  control "PR.AC-7" {
    relation = "moved_to"
    to       = ["PR.AA-03"]
  }

  control "PR.DS-5" {
    relation = "incorporated_into"
    to       = ["PR.DS-01", "PR.DS-02", "PR.DS-10"]
  }

  control "PR.DS-7" {
    relation = "incorporated_into"
    to       = ["PR.IR-01"]
  }
}

crosswalk "nist-csf-1.1" "nist-csf-2.0" {
  source = "NIST crosswalk of CSF 1.1 to CSF 2.0"

  control "ID.AM-2" {
    relation = "mapped_to"
    to       = ["ID.AM-02"]
  }

  control "ID.AM-5" {
    relation = "mapped_to"
    to       = ["ID.AM-05"]
  }

  control "ID.AM-6" {
    relation = "mapped_to"
    to       = ["GV.RR-02", "GV.SC-02"]
  }

  control "ID.GV-1" {
    relation = "mapped_to"
    to       = ["GV.PO-01", "GV.PO-02"]
  }

  control "ID.GV-2" {
    relation = "mapped_to"
    to       = ["GV.OC-02", "GV.RR-02"]
  }

  control "ID.RA-6" {
    relation = "mapped_to"
    to       = ["ID.RA-06"]
  }

  control "PR.DS-1" {
    relation = "mapped_to"
    to       = ["PR.DS-01"]
  }

  control "PR.IP-1" {
    relation = "mapped_to"
    to       = ["PR.PS-01"]
  }

  control "PR.IP-11" {
    relation = "mapped_to"
    to       = ["GV.RR-04"]
  }

  control "PR.PT-1" {
    relation = "mapped_to"
    to       = ["PR.PS-04"]
  }

  control "PR.PT-3" {
    relation = "mapped_to"
    to       = ["PR.PS-01"]
  }

  control "DE.AE-3" {
    relation = "mapped_to"
    to       = ["DE.AE-03"]
  }

  control "DE.CM-3" {
    relation = "mapped_to"
    to       = ["DE.CM-03"]
  }

  control "DE.CM-7" {
    relation = "mapped_to"
    to       = ["DE.CM-01", "DE.CM-03", "DE.CM-06", "DE.CM-09"]
  }

  control "RS.MI-1" {
    relation = "mapped_to"
    to       = ["RS.MI-01"]
  }

  control "RS.MI-3" {
    relation = "mapped_to"
    to       = ["ID.RA-06"]
  }
}
