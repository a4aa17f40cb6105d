policy "no-plaintext-on-shared-host" {
  title   = "No plaintext tokens where others can read them"
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  when    = contains(parameter.hosts, session.host)
  require = (
    session.storage.model != null
    && session.storage.model != "plaintext_file"
    && (session.storage.model != "environment" || session.host == "ephemeral_runner")
    && (session.storage.fallback != null || !contains(["os_keychain", "hardware"], session.storage.model))
    && session.storage.fallback != "plaintext_file"
  )
  message = (
    session.storage.model == null
    ? "The host is used by others (${session.host}), and it is not declared where the token lies."
    : session.storage.model == "plaintext_file"
    ? "The token lies in a plaintext file on a host that others use (${session.host})."
    : session.storage.model == "environment" && session.host != "ephemeral_runner"
    ? "The token lies in an environment variable, which on a host that others use (${session.host}) comes from a plaintext file."
    : session.storage.fallback == null
    ? "The host is used by others (${session.host}), and it is not declared what happens where ${session.storage.model} is missing."
    : "The token falls back to a plaintext file on a host that others use (${session.host})."
  )
  remedy     = "Keep the token in memory there, or in a store of the user's own, with a fallback that is not plaintext_file."
  references = ["SP 800-63B-4 section 5.1", "SP 800-53 Rev. 5 SC-28"]

  controls = {
    "owasp-nhi-2025"  = ["NHI2:2025"]
    "nist-csf-2.0"    = ["PR.DS-01", "PR.DS-10"]
    "nist-csf-1.1"    = ["PR.DS-5"]
    "nist-800-53r5"   = ["SC-28", "IA-5(6)"]
    "nist-800-63b-4"  = ["5.1"]
    "nist-ai-rmf-1.0" = ["MEASURE 2.7"]
    "iso-27001-2022"  = ["A.5.17", "A.8.24"]
    "soc2-2017"       = ["CC6.1"]
  }

  parameter "hosts" {
    type        = list(string)
    default     = ["shared", "build_agent", "ephemeral_runner"]
    description = "Kinds of host on which other people or other jobs run."
    origin      = "the organization's own"
  }
}
