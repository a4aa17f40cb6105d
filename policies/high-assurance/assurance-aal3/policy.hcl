policy "assurance-aal3" {
  title   = "People open sessions at AAL3"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when = session.actor == "human" || (
    session.grants != null && anytrue([for grant in session.grants : contains(["authorization_code", "device_code", "implicit", "password"], grant)])
  )
  require = session.assurance == "aal3"
  message = (
    session.assurance == null
    ? "The assurance level that the session is opened with is not declared; aal3 is demanded."
    : "The session is opened with ${session.assurance}; aal3 is demanded."
  )
  remedy     = "Have the issuer demand an authenticator of AAL3 for this client, and set assurance to aal3."
  references = ["SP 800-63B-4 section 2.3.3", "SP 800-53 Rev. 5 IA-2 and IA-11"]

  controls = {
    "owasp-nhi-2025" = ["NHI4:2025"]
    "nist-csf-2.0"   = ["PR.AA-03"]
    "nist-csf-1.1"   = ["PR.AC-7"]
    "nist-800-53r5"  = ["IA-2", "IA-11"]
    "nist-800-63b-4" = ["2.3.3"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
  }
}
