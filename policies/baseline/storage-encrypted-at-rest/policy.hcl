policy "storage-encrypted-at-rest" {
  title   = "Tokens are encrypted at rest"
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  require = (
    (session.storage.model != "environment" ? contains(parameter.models, session.storage.model) : contains(parameter.environment_hosts, session.host))
    && (session.storage.fallback != null || !contains(["os_keychain", "hardware"], session.storage.model))
    && session.storage.fallback != "plaintext_file"
  )
  message = (
    session.storage.model == null
    ? "It is not declared where the token lies."
    : session.storage.model == "environment" && !contains(parameter.environment_hosts, session.host)
    ? "The token lies in an environment variable, which on this host (${session.host}) comes from a plaintext file."
    : session.storage.model != "environment" && !contains(parameter.models, session.storage.model)
    ? "The token is stored as ${session.storage.model}, which is not encrypted at rest."
    : session.storage.fallback == null
    ? "It is not declared what happens where ${session.storage.model} is missing."
    : "The token falls back to a plaintext file where ${session.storage.model} is missing."
  )
  remedy     = "Use os_keychain, hardware, encrypted_file or memory, and a fallback that is not plaintext_file."
  references = ["SP 800-63B-4 section 5.1", "RFC 9700 section 4.14.1", "PCI DSS v4.0.1 8.3.2", "ISO/IEC 27001:2022 A.5.17"]

  controls = {
    "owasp-nhi-2025"  = ["NHI2:2025"]
    "nist-csf-2.0"    = ["PR.DS-01"]
    "nist-csf-1.1"    = ["PR.DS-1", "PR.DS-5"]
    "nist-800-53r5"   = ["SC-28(1)", "IA-5(6)"]
    "nist-800-63b-4"  = ["5.1"]
    "nist-ai-rmf-1.0" = ["MEASURE 2.7"]
    "iso-27001-2022"  = ["A.5.17", "A.8.24"]
    "pci-dss-4.0.1"   = ["8.3.2"]
    "soc2-2017"       = ["CC6.1"]
    "ietf-rfc"        = ["RFC 6749 10.4", "RFC 9700 4.14.1"]
  }

  parameter "models" {
    type        = list(string)
    default     = ["none", "memory", "os_keychain", "hardware", "encrypted_file"]
    description = "Storage models that leave no readable token on a disk."
    origin      = "SP 800-63B-4 section 5.1 (SHOULD NOT be placed in insecure locations); the list is the organization's own"
  }

  parameter "environment_hosts" {
    type        = list(string)
    default     = ["ephemeral_runner"]
    description = "Hosts on which an environment variable never comes from a disk, because the host does not outlive the job."
    origin      = "the organization's own"
  }
}
