policy "hardware-bound" {
  title   = "Hardware keeps what a person's session rests on"
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  when = session.storage.model != "none" && (
    session.actor == "human" || (
      session.grants != null && anytrue([for grant in session.grants : contains(["authorization_code", "device_code", "implicit", "password"], grant)])
    )
  )
  require = session.storage.bound_to == "hardware" || (session.storage.model == "hardware" && session.storage.fallback == "fail")
  message = (
    session.storage.model == null
    ? "It is not declared where the token lies, and no hardware binds it."
    : session.storage.model != "hardware"
    ? "The token is stored as ${session.storage.model}, and no hardware binds it: what a program reads there works elsewhere."
    : session.storage.fallback == null
    ? "It is not declared what happens where the hardware is missing."
    : "Where the hardware is missing the token falls back to ${session.storage.fallback}, which no hardware binds."
  )
  remedy     = "Set storage.model to hardware with fallback = \"fail\", or bind what is stored to a key in hardware and set storage.bound_to to hardware."
  references = ["SP 800-53 Rev. 5 SC-28(3) and IA-5(2)", "SP 800-63B-4 section 5.1"]

  controls = {
    "owasp-nhi-2025" = ["NHI2:2025", "NHI4:2025"]
    "nist-csf-2.0"   = ["PR.DS-01", "PR.AA-03", "PR.AA-04"]
    "nist-csf-1.1"   = ["PR.DS-1", "PR.AC-7"]
    "nist-800-53r5"  = ["SC-28(3)", "IA-5(2)"]
    "nist-800-63b-4" = ["5.1"]
    "iso-27001-2022" = ["A.5.17", "A.8.24"]
    "soc2-2017"      = ["CC6.1"]
  }
}
