# Ids, exact titles and baselines (L, M, H: in the low, moderate, high baseline; absent: in none). A letter after an id is one item of
# the control's statement and has its title and baselines.

framework "nist-800-53r5" {
  title     = "NIST SP 800-53 Rev. 5"
  publisher = "NIST"
  version   = "5.2.0"
  names     = ["800-53", "SP 800-53", "NIST 800-53", "NIST SP 800-53"]
  url       = "https://doi.org/10.6028/NIST.SP.800-53r5"
  license   = "public domain"
  print     = "text"
  oscal_ids = "sp800-53"

  control "AC-1" {
    title     = "Policy and Procedures"
    baselines = "LMH"
  }

  control "AC-2" {
    title     = "Account Management"
    baselines = "LMH"
  }

  control "AC-2b" {}
  control "AC-2h" {}
  control "AC-2j" {}

  control "AC-2(3)" {
    title     = "Disable Accounts"
    baselines = "MH"
  }

  control "AC-2(5)" {
    title     = "Inactivity Logout"
    baselines = "MH"
  }

  control "AC-2(9)" { title = "Restrictions on Use of Shared and Group Accounts" }

  control "AC-2(12)" {
    title     = "Account Monitoring for Atypical Usage"
    baselines = "H"
  }

  control "AC-2(13)" {
    title     = "Disable Accounts for High-risk Individuals"
    baselines = "MH"
  }

  control "AC-3" {
    title     = "Access Enforcement"
    baselines = "LMH"
  }

  control "AC-3(8)" { title = "Revocation of Access Authorizations" }

  control "AC-5" {
    title     = "Separation of Duties"
    baselines = "MH"
  }

  control "AC-6" {
    title     = "Least Privilege"
    baselines = "MH"
  }

  control "AC-6(5)" {
    title     = "Privileged Accounts"
    baselines = "MH"
  }

  control "AC-6(7)" {
    title     = "Review of User Privileges"
    baselines = "MH"
  }

  control "AC-6(9)" {
    title     = "Log Use of Privileged Functions"
    baselines = "MH"
  }

  control "AC-10" {
    title     = "Concurrent Session Control"
    baselines = "H"
  }

  control "AC-11" {
    title     = "Device Lock"
    baselines = "MH"
  }

  control "AC-12" {
    title     = "Session Termination"
    baselines = "MH"
  }

  control "AC-12(1)" { title = "User-initiated Logouts" }

  control "AC-17" {
    title     = "Remote Access"
    baselines = "LMH"
  }

  control "AC-17(9)" { title = "Disconnect or Disable Access" }
  control "AC-24" { title = "Access Control Decisions" }

  control "AU-2" {
    title     = "Event Logging"
    baselines = "LMH"
  }

  control "AU-3" {
    title     = "Content of Audit Records"
    baselines = "LMH"
  }

  control "AU-6" {
    title     = "Audit Record Review, Analysis, and Reporting"
    baselines = "LMH"
  }

  control "AU-9" {
    title     = "Protection of Audit Information"
    baselines = "LMH"
  }

  control "AU-10" {
    title     = "Non-repudiation"
    baselines = "H"
  }

  control "AU-12" {
    title     = "Audit Record Generation"
    baselines = "LMH"
  }

  control "CA-2" {
    title     = "Control Assessments"
    baselines = "LMH"
  }

  control "CA-5" {
    title     = "Plan of Action and Milestones"
    baselines = "LMH"
  }

  control "CA-5b" {}

  control "CA-7" {
    title     = "Continuous Monitoring"
    baselines = "LMH"
  }

  control "CM-6" {
    title     = "Configuration Settings"
    baselines = "LMH"
  }

  control "CM-6c" {}

  control "CM-6(1)" {
    title     = "Automated Management, Application, and Verification"
    baselines = "H"
  }

  control "CM-8" {
    title     = "System Component Inventory"
    baselines = "LMH"
  }

  control "CM-8(4)" {
    title     = "Accountability Information"
    baselines = "H"
  }

  control "IA-2" {
    title     = "Identification and Authentication (Organizational Users)"
    baselines = "LMH"
  }

  control "IA-2(5)" {
    title     = "Individual Authentication with Group Authentication"
    baselines = "H"
  }

  control "IA-3" {
    title     = "Device Identification and Authentication"
    baselines = "MH"
  }

  control "IA-4" {
    title     = "Identifier Management"
    baselines = "LMH"
  }

  control "IA-5" {
    title     = "Authenticator Management"
    baselines = "LMH"
  }

  control "IA-5d" {}
  control "IA-5f" {}
  control "IA-5g" {}
  control "IA-5i" {}

  control "IA-5(1)" {
    title     = "Password-based Authentication"
    baselines = "LMH"
  }

  control "IA-5(2)" {
    title     = "Public Key-based Authentication"
    baselines = "MH"
  }

  control "IA-5(6)" {
    title     = "Protection of Authenticators"
    baselines = "MH"
  }

  control "IA-5(7)" { title = "No Embedded Unencrypted Static Authenticators" }
  control "IA-5(13)" { title = "Expiration of Cached Authenticators" }
  control "IA-9" { title = "Service Identification and Authentication" }
  control "IA-10" { title = "Adaptive Authentication" }

  control "IA-11" {
    title     = "Re-authentication"
    baselines = "LMH"
  }

  control "IA-13" { title = "Identity Providers and Authorization Servers" }
  control "IA-13(1)" { title = "Protection of Cryptographic Keys" }
  control "IA-13(2)" { title = "Verification of Identity Assertions and Access Tokens" }
  control "IA-13(3)" { title = "Token Management" }
  control "IA-13(3)(c)" {}
  control "IA-13(3)(d)" {}
  control "IA-13(3)(e)" {}
  control "IA-13(3)(f)" {}

  control "IR-4" {
    title     = "Incident Handling"
    baselines = "LMH"
  }

  control "PL-2" {
    title     = "System Security and Privacy Plans"
    baselines = "LMH"
  }

  control "PM-4" { title = "Plan of Action and Milestones Process" }
  control "PM-10" { title = "Authorization Process" }

  control "PS-4" {
    title     = "Personnel Termination"
    baselines = "LMH"
  }

  control "PS-4b" {}

  control "PS-4(2)" {
    title     = "Automated Actions"
    baselines = "H"
  }

  control "PS-5" {
    title     = "Personnel Transfer"
    baselines = "LMH"
  }

  control "RA-7" {
    title     = "Risk Response"
    baselines = "LMH"
  }

  control "SA-9" {
    title     = "External System Services"
    baselines = "LMH"
  }

  control "SC-12" {
    title     = "Cryptographic Key Establishment and Management"
    baselines = "LMH"
  }

  control "SC-13" {
    title     = "Cryptographic Protection"
    baselines = "LMH"
  }

  control "SC-23" {
    title     = "Session Authenticity"
    baselines = "MH"
  }

  control "SC-23(1)" { title = "Invalidate Session Identifiers at Logout" }
  control "SC-23(3)" { title = "Unique System-generated Session Identifiers" }

  control "SC-28" {
    title     = "Protection of Information at Rest"
    baselines = "MH"
  }

  control "SC-28(1)" {
    title     = "Cryptographic Protection"
    baselines = "MH"
  }

  control "SC-28(3)" { title = "Cryptographic Keys" }

  control "SI-4" {
    title     = "System Monitoring"
    baselines = "LMH"
  }

  control "SI-4(7)" { title = "Automated Response to Suspicious Events" }
}
