policy "no-embedded-secret" {
  title   = "No static secret in a program, a repository or a configuration file"
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  require = (
    !contains(["binary", "config_file", "repository"], session.storage.client_credential)
    && (
      contains(parameter.sources, session.storage.client_credential)
      || (
        session.client.type != "confidential"
        && (session.client.auth == null || session.client.auth == "none")
        && (
          session.storage.client_credential == "none"
          || (
            session.storage.client_credential == null
            && (session.client.type == "public" || session.client.auth == "none" || session.grants == tolist(["static_token"]))
          )
        )
      )
    )
    && (
      (session.grants != null && !contains(session.grants, "static_token"))
      || (
        session.storage.model != null
        && !contains(["environment", "plaintext_file"], session.storage.model)
        && session.storage.fallback != "plaintext_file"
      )
    )
  )
  message = (
    contains(["binary", "config_file", "repository"], session.storage.client_credential)
    ? "The client's credential is embedded (${session.storage.client_credential}), so every copy of that carries it."
    : session.storage.client_credential == null && (session.client.type == "confidential" || (session.client.auth != null && session.client.auth != "none"))
    ? "The client authenticates, and it is not declared where its credential comes from."
    : session.storage.client_credential == null && session.client.type == null && session.client.auth == null && session.grants != tolist(["static_token"])
    ? "It is declared neither that the client is public nor where its credential comes from, so a secret may be embedded."
    : session.storage.client_credential == "none" && (session.client.type == "confidential" || (session.client.auth != null && session.client.auth != "none"))
    ? "The client authenticates, and is declared to have no credential."
    : session.storage.client_credential != null && session.storage.client_credential != "none" && !contains(parameter.sources, session.storage.client_credential)
    ? "The client's credential comes from ${session.storage.client_credential}; accepted are ${join(", ", parameter.sources)}."
    : session.grants == null
    ? "It is not declared how the token is obtained, so a static one may lie in the clear."
    : session.storage.model == null
    ? "A person pastes the token, and it is not declared where it lies."
    : contains(["environment", "plaintext_file"], session.storage.model)
    ? "The token that a person pastes is a static secret, and lies in the clear (${session.storage.model})."
    : "The token that a person pastes is a static secret, and falls back to a plaintext file where ${session.storage.model} is missing."
  )
  remedy     = "Make the client public, or set storage.client_credential to secret_manager, workload_identity or prompt; keep a pasted token in os_keychain."
  references = ["RFC 8252 sections 8.4 and 8.5", "SP 800-53 Rev. 5 IA-5(7)", "PCI DSS v4.0.1 8.6.2"]

  controls = {
    "owasp-nhi-2025" = ["NHI2:2025", "NHI7:2025"]
    "nist-csf-2.0"   = ["PR.DS-01", "PR.PS-06"]
    "nist-csf-1.1"   = ["PR.DS-5"]
    "nist-800-53r5"  = ["IA-5(7)"]
    "iso-27001-2022" = ["A.5.17", "A.8.24"]
    "pci-dss-4.0.1"  = ["8.6.2"]
    "soc2-2017"      = ["CC6.1"]
    "ietf-rfc"       = ["RFC 8252 8.4", "RFC 8252 8.5"]
  }

  parameter "sources" {
    type        = list(string)
    default     = ["prompt", "secret_manager", "workload_identity"]
    description = "Where a client's credential may come from. A program, a repository and a configuration file never count."
    origin      = "RFC 8252 section 8.5 (what is shipped in an app is no secret); the list is the organization's own"
  }
}
