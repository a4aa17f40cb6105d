# Ids and texts are those of NIST's own machine-readable catalog, word for word.

framework "nist-csf-2.0" {
  title     = "NIST Cybersecurity Framework 2.0"
  publisher = "NIST"
  version   = "2.0"
  names     = ["CSF", "CSF 2.0", "NIST CSF", "NIST CSF 2.0"]
  url       = "https://doi.org/10.6028/NIST.CSWP.29"
  license   = "public domain"
  print     = "text"

  control "GV.OC" {
    title = "Organizational Context"
    text  = "The circumstances - mission, stakeholder expectations, dependencies, and legal, regulatory, and contractual requirements - surrounding the organization's cybersecurity risk management decisions are understood"
  }

  control "GV.OC-02" { text = "Internal and external stakeholders are understood, and their needs and expectations regarding cybersecurity risk management are understood and considered" }

  control "GV.OV" {
    title = "Oversight"
    text  = "Results of organization-wide cybersecurity risk management activities and performance are used to inform, improve, and adjust the risk management strategy"
  }

  control "GV.OV-01" { text = "Cybersecurity risk management strategy outcomes are reviewed to inform and adjust strategy and direction" }
  control "GV.OV-02" { text = "The cybersecurity risk management strategy is reviewed and adjusted to ensure coverage of organizational requirements and risks" }
  control "GV.OV-03" { text = "Organizational cybersecurity risk management performance is evaluated and reviewed for adjustments needed" }

  control "GV.PO" {
    title = "Policy"
    text  = "Organizational cybersecurity policy is established, communicated, and enforced"
  }

  control "GV.PO-01" { text = "Policy for managing cybersecurity risks is established based on organizational context, cybersecurity strategy, and priorities and is communicated and enforced" }
  control "GV.PO-02" { text = "Policy for managing cybersecurity risks is reviewed, updated, communicated, and enforced to reflect changes in requirements, threats, technology, and organizational mission" }

  control "GV.RR" {
    title = "Roles, Responsibilities, and Authorities"
    text  = "Cybersecurity roles, responsibilities, and authorities to foster accountability, performance assessment, and continuous improvement are established and communicated"
  }

  control "GV.RR-01" { text = "Organizational leadership is responsible and accountable for cybersecurity risk and fosters a culture that is risk-aware, ethical, and continually improving" }
  control "GV.RR-02" { text = "Roles, responsibilities, and authorities related to cybersecurity risk management are established, communicated, understood, and enforced" }
  control "GV.RR-04" { text = "Cybersecurity is included in human resources practices" }

  control "GV.SC" {
    title = "Cybersecurity Supply Chain Risk Management"
    text  = "Cyber supply chain risk management processes are identified, established, managed, monitored, and improved by organizational stakeholders"
  }

  control "GV.SC-02" { text = "Cybersecurity roles and responsibilities for suppliers, customers, and partners are established, communicated, and coordinated internally and externally" }
  control "GV.SC-07" { text = "The risks posed by a supplier, their products and services, and other third parties are understood, recorded, prioritized, assessed, responded to, and monitored over the course of the relationship" }

  control "ID.AM" {
    title = "Asset Management"
    text  = "Assets (e.g., data, hardware, software, systems, facilities, services, people) that enable the organization to achieve business purposes are identified and managed consistent with their relative importance to organizational objectives and the organization's risk strategy"
  }

  control "ID.AM-02" { text = "Inventories of software, services, and systems managed by the organization are maintained" }
  control "ID.AM-04" { text = "Inventories of services provided by suppliers are maintained" }
  control "ID.AM-05" { text = "Assets are prioritized based on classification, criticality, resources, and impact on the mission" }
  control "ID.AM-08" { text = "Systems, hardware, software, services, and data are managed throughout their life cycles" }

  control "ID.RA" {
    title = "Risk Assessment"
    text  = "The cybersecurity risk to the organization, assets, and individuals is understood by the organization"
  }

  control "ID.RA-06" { text = "Risk responses are chosen, prioritized, planned, tracked, and communicated" }
  control "ID.RA-07" { text = "Changes and exceptions are managed, assessed for risk impact, recorded, and tracked" }

  control "PR.AA" {
    title = "Identity Management, Authentication, and Access Control"
    text  = "Access to physical and logical assets is limited to authorized users, services, and hardware and managed commensurate with the assessed risk of unauthorized access"
  }

  control "PR.AA-01" { text = "Identities and credentials for authorized users, services, and hardware are managed by the organization" }
  control "PR.AA-02" { text = "Identities are proofed and bound to credentials based on the context of interactions" }
  control "PR.AA-03" { text = "Users, services, and hardware are authenticated" }
  control "PR.AA-04" { text = "Identity assertions are protected, conveyed, and verified" }
  control "PR.AA-05" { text = "Access permissions, entitlements, and authorizations are defined in a policy, managed, enforced, and reviewed, and incorporate the principles of least privilege and separation of duties" }
  control "PR.AA-06" { text = "Physical access to assets is managed, monitored, and enforced commensurate with risk" }

  control "PR.DS" {
    title = "Data Security"
    text  = "Data are managed consistent with the organization's risk strategy to protect the confidentiality, integrity, and availability of information"
  }

  control "PR.DS-01" { text = "The confidentiality, integrity, and availability of data-at-rest are protected" }
  control "PR.DS-02" { text = "The confidentiality, integrity, and availability of data-in-transit are protected" }
  control "PR.DS-10" { text = "The confidentiality, integrity, and availability of data-in-use are protected" }

  control "PR.IR" {
    title = "Technology Infrastructure Resilience"
    text  = "Security architectures are managed with the organization's risk strategy to protect asset confidentiality, integrity, and availability, and organizational resilience"
  }

  control "PR.IR-01" { text = "Networks and environments are protected from unauthorized logical access and usage" }

  control "PR.PS" {
    title = "Platform Security"
    text  = "The hardware, software (e.g., firmware, operating systems, applications), and services of physical and virtual platforms are managed consistent with the organization's risk strategy to protect their confidentiality, integrity, and availability"
  }

  control "PR.PS-01" { text = "Configuration management practices are established and applied" }
  control "PR.PS-04" { text = "Log records are generated and made available for continuous monitoring" }
  control "PR.PS-06" { text = "Secure software development practices are integrated, and their performance is monitored throughout the software development life cycle" }

  control "DE.AE" {
    title = "Adverse Event Analysis"
    text  = "Anomalies, indicators of compromise, and other potentially adverse events are analyzed to characterize the events and detect cybersecurity incidents"
  }

  control "DE.AE-03" { text = "Information is correlated from multiple sources" }

  control "DE.CM" {
    title = "Continuous Monitoring"
    text  = "Assets are monitored to find anomalies, indicators of compromise, and other potentially adverse events"
  }

  control "DE.CM-01" { text = "Networks and network services are monitored to find potentially adverse events" }
  control "DE.CM-03" { text = "Personnel activity and technology usage are monitored to find potentially adverse events" }
  control "DE.CM-06" { text = "External service provider activities and services are monitored to find potentially adverse events" }
  control "DE.CM-09" { text = "Computing hardware and software, runtime environments, and their data are monitored to find potentially adverse events" }

  control "RS.MA" {
    title = "Incident Management"
    text  = "Responses to detected cybersecurity incidents are managed"
  }

  control "RS.MA-01" { text = "The incident response plan is executed in coordination with relevant third parties once an incident is declared" }
  control "RS.MA-02" { text = "Incident reports are triaged and validated" }
  control "RS.MA-03" { text = "Incidents are categorized and prioritized" }
  control "RS.MA-04" { text = "Incidents are escalated or elevated as needed" }
  control "RS.MA-05" { text = "The criteria for initiating incident recovery are applied" }

  control "RS.MI" {
    title = "Incident Mitigation"
    text  = "Activities are performed to prevent expansion of an event and mitigate its effects"
  }

  control "RS.MI-01" { text = "Incidents are contained" }
  control "RS.MI-02" { text = "Incidents are eradicated" }
}
