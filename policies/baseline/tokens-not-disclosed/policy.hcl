policy "tokens-not-disclosed" {
  title   = "Tokens stay out of logs, arguments and environments"
  subject = "session"
  plane   = "application"
  level   = "warning"
  require = (
    session.audit.token_values != null && session.audit.token_values != "plain"
    && session.storage.passed_by != null
    && !contains(session.storage.passed_by, "argument") && !contains(session.storage.passed_by, "environment")
    && session.storage.model != null && session.storage.model != "environment"
  )
  message = (
    session.audit.token_values == null
    ? "It is not declared what becomes of token values in logs."
    : session.audit.token_values == "plain"
    ? "Token values stand in the logs as they are."
    : session.storage.passed_by == null
    ? "It is not declared how the token is handed to other programs."
    : contains(session.storage.passed_by, "argument")
    ? "The token is handed over as an argument, which everybody on the host can list."
    : contains(session.storage.passed_by, "environment")
    ? "The token is handed over in an environment variable, which every program that is started from there inherits."
    : session.storage.model == null
    ? "It is not declared where the token lies, so it may be in an environment variable."
    : "The token lies in an environment variable, which every dump of the environment shows."
  )
  remedy     = "Set audit.token_values to omitted, hashed or masked, and hand tokens over by stdin, a file descriptor or a file."
  references = ["SP 800-53 Rev. 5 IA-5g", "SP 800-63B-4 section 5.1", "OWASP ASVS 5.0.0 V16.2.5", "RFC 6750 section 5.3"]

  controls = {
    "owasp-nhi-2025" = ["NHI2:2025"]
    "nist-csf-2.0"   = ["PR.DS-10", "PR.PS-04"]
    "nist-csf-1.1"   = ["PR.DS-5"]
    "nist-800-53r5"  = ["IA-5g", "AU-9"]
    "nist-800-63b-4" = ["5.1"]
    "owasp-asvs-5.0" = ["V16.2.5"]
    "ietf-rfc"       = ["RFC 6750 5.3"]
  }
}
