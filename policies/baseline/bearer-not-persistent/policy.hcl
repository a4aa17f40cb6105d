policy "bearer-not-persistent" {
  title   = "A token that survives a restart is bound or in a protected store"
  subject = "session"
  plane   = "application"
  level   = "warning"
  when = (
    !contains(["memory", "none"], session.storage.model)
    || session.storage.persistent == true
    || contains(["encrypted_file", "plaintext_file"], session.storage.fallback)
  )
  require = session.storage.persistent != null && (
    contains(["dpop", "mtls"], session.sender_constraint)
    || contains(["device", "hardware"], session.storage.bound_to)
    || (
      !contains(["encrypted_file", "plaintext_file"], session.storage.fallback)
      && (session.storage.persistent == false || (contains(parameter.keystores, session.storage.model) && session.storage.fallback != null))
    )
  )
  message = (
    session.storage.persistent == null
    ? "It is not declared whether the token survives a restart of the host."
    : session.storage.persistent == true && session.storage.model == null
    ? "The token survives a restart of the host, it is not declared where, and nothing binds it to its holder."
    : session.storage.persistent == true && !contains(parameter.keystores, session.storage.model)
    ? "The token survives a restart of the host (${session.storage.model}), and nothing binds it to its holder: a copy of it works."
    : session.storage.fallback == null
    ? "It is not declared what happens where ${session.storage.model} is missing; a token in a file would survive a restart of the host."
    : "The token falls back to a file (${session.storage.fallback}), which survives a restart of the host, and nothing binds it to its holder."
  )
  remedy     = "Keep the token in memory, or in os_keychain or hardware with fallback = \"fail\", or bind it by sender_constraint or storage.bound_to."
  references = ["SP 800-63B-4 section 5.1", "RFC 9449 section 5", "RFC 8705 section 4"]

  controls = {
    "owasp-nhi-2025" = ["NHI7:2025", "NHI2:2025"]
    "nist-csf-2.0"   = ["PR.DS-01", "PR.AA-04"]
    "nist-csf-1.1"   = ["PR.DS-1"]
    "nist-800-53r5"  = ["IA-5(13)", "SC-28(3)"]
    "nist-800-63b-4" = ["5.1"]
    "iso-27001-2022" = ["A.5.17", "A.8.24"]
    "soc2-2017"      = ["CC6.1"]
    "ietf-rfc"       = ["RFC 9449 5", "RFC 8705 4"]
  }

  parameter "keystores" {
    type        = list(string)
    default     = ["hardware", "os_keychain"]
    description = "Storage models that protect a token which survives a restart."
    origin      = "SP 800-63B-4 section 5.1 (bearer secrets SHOULD NOT persist; in protected keystores they MAY); the list is the organization's own"
  }
}
