policy "shared-host-memory-only" {
  title   = "On a shared host tokens stay off the disk"
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  when    = session.host == "shared"
  require = (
    contains(parameter.models, session.storage.model)
    && session.storage.persistent != true
    && !contains(["encrypted_file", "plaintext_file"], session.storage.fallback)
    && (contains(["memory", "none"], session.storage.model) || (session.storage.persistent != null && session.storage.fallback != null))
  )
  message = (
    session.storage.model == null
    ? "The host is shared, and it is not declared where the token lies."
    : !contains(parameter.models, session.storage.model)
    ? "The token lies in ${session.storage.model} on a shared host; accepted are ${join(", ", parameter.models)}."
    : session.storage.persistent == true
    ? "The token survives a restart of the shared host (${session.storage.model})."
    : contains(["encrypted_file", "plaintext_file"], session.storage.fallback)
    ? "The token falls back to a file (${session.storage.fallback}) on a shared host."
    : session.storage.persistent == null
    ? "It is not declared whether the token survives a restart of the shared host (${session.storage.model})."
    : "It is not declared what happens where ${session.storage.model} is missing on the shared host."
  )
  remedy     = "Keep the token in memory there, or in hardware with persistent = false and fallback = \"fail\"."
  references = ["SP 800-63B-4 section 5.1", "SP 800-53 Rev. 5 SC-28 and IA-5(13)"]

  controls = {
    "owasp-nhi-2025"  = ["NHI2:2025", "NHI7:2025"]
    "nist-csf-2.0"    = ["PR.DS-01", "PR.DS-10"]
    "nist-csf-1.1"    = ["PR.DS-1", "PR.DS-5"]
    "nist-800-53r5"   = ["SC-28", "IA-5(6)", "IA-5(13)"]
    "nist-800-63b-4"  = ["5.1"]
    "nist-ai-rmf-1.0" = ["MEASURE 2.7"]
    "iso-27001-2022"  = ["A.5.17", "A.8.24"]
    "soc2-2017"       = ["CC6.1"]
  }

  parameter "models" {
    type        = list(string)
    default     = ["hardware", "memory", "none"]
    description = "Storage models that a shared host may have."
    origin      = "SP 800-63B-4 section 5.1 (bearer secrets SHOULD NOT persist, and SHOULD NOT be in insecure locations); the list is the organization's own"
  }
}
