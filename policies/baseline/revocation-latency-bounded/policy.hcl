policy "revocation-latency-bounded" {
  title   = "A revoked grant ends its access tokens soon"
  subject = "session"
  plane   = "identity"
  level   = "warning"
  when    = session.refresh_token != "none"
  require = (
    session.revoke.propagation != null
    && session.access_token_ttl != null
    && session.revoke.propagation <= session.access_token_ttl
    && ((cli.criticality != null && cli.criticality != "high") || session.revoke.propagation <= parameter.high)
  )
  message = (
    session.revoke.propagation == null
    ? "It is not declared how long an access token is still accepted after its grant was revoked."
    : session.access_token_ttl_state == "inherit"
    ? "The access token's lifetime is left to the issuer, so it bounds nothing; it must be declared."
    : session.access_token_ttl == null
    ? "The access token's lifetime is not declared, so it bounds nothing."
    : session.revoke.propagation > session.access_token_ttl
    ? "An access token is accepted for ${humanize(session.revoke.propagation)} after its grant was revoked; at most its lifetime, ${humanize(session.access_token_ttl)}, is allowed."
    : cli.criticality == null
    ? "How critical the CLI is is not declared, so at most ${humanize(parameter.high)} is allowed; an access token is accepted for ${humanize(session.revoke.propagation)} after its grant was revoked."
    : "An access token is accepted for ${humanize(session.revoke.propagation)} after its grant was revoked; at most ${humanize(parameter.high)} is allowed for a CLI of high criticality."
  )
  remedy     = "Shorten the resource servers' cache of introspection, have them receive session-revoked events, or lower access_token_ttl; set revoke.propagation."
  references = ["RFC 7009 sections 2.1 and 5", "RFC 7662 section 2.2", "CAEP 1.0 session-revoked", "SP 800-53 Rev. 5 AC-3(8)"]

  controls = {
    "owasp-nhi-2025"   = ["NHI7:2025"]
    "nist-csf-2.0"     = ["PR.AA-01"]
    "nist-csf-1.1"     = ["PR.AC-1"]
    "nist-800-53r5"    = ["AC-3(8)", "IA-13(3)(d)"]
    "nist-ai-rmf-1.0"  = ["MANAGE 2.4"]
    "soc2-2017"        = ["CC6.2"]
    "cis-controls-8.1" = ["6.1", "6.2"]
    "ietf-rfc"         = ["RFC 7009 2.1", "RFC 7009 5", "RFC 7662 2.2"]
  }

  parameter "high" {
    type        = duration
    default     = "5m"
    description = "Longest time for which an access token is accepted after its grant was revoked, for a CLI of high criticality or none declared."
    origin      = "the organization's own"
  }
}
