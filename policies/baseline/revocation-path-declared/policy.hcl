policy "revocation-path-declared" {
  title   = "A way to revoke is declared, and has been tried"
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  require = (
    (
      session.revocation.endpoint != null
      ? startswith(session.revocation.endpoint, "https://") || can(regex("^http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)(:[0-9]+)?/", session.revocation.endpoint))
      : session.grants == tolist(["static_token"]) && session.revocation.runbook != null && startswith(session.revocation.runbook, "https://")
    )
    && session.revocation.drilled != null && session.revocation.drilled <= at
    && floor((at - session.revocation.drilled) / 86400) * 86400 <= parameter.max_age
  )
  message = (
    session.revocation.endpoint == null && session.grants != tolist(["static_token"])
    ? "No revocation endpoint is declared."
    : session.revocation.endpoint == null && session.revocation.runbook == null
    ? "A pasted token has no revocation endpoint, and no runbook says how to revoke it."
    : session.revocation.endpoint == null && !startswith(session.revocation.runbook, "https://")
    ? "The runbook is not reached by https."
    : session.revocation.endpoint != null && !startswith(session.revocation.endpoint, "https://") && !can(regex("^http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)(:[0-9]+)?/", session.revocation.endpoint))
    ? "The revocation endpoint is not reached by https, so the token to be revoked would travel in the clear."
    : session.revocation.drilled == null
    ? "Nobody has tried whether revocation works."
    : session.revocation.drilled > at
    ? "The drill of the revocation is dated on a day that has not come yet."
    : "Revocation was last tried ${humanize(floor((at - session.revocation.drilled) / 86400) * 86400)} ago; at most ${humanize(parameter.max_age)} is allowed."
  )
  remedy     = "Set revocation.endpoint to the issuer's https revocation endpoint, try it, and set revocation.drilled to that day."
  references = ["RFC 7009 section 2", "SP 800-53 Rev. 5 IA-5d"]

  controls = {
    "owasp-nhi-2025"   = ["NHI7:2025", "NHI1:2025"]
    "nist-csf-2.0"     = ["PR.AA-01", "RS.MI-01"]
    "nist-csf-1.1"     = ["PR.AC-1"]
    "nist-800-53r5"    = ["IA-5d", "IA-13(3)(d)", "AC-17(9)"]
    "nist-ai-rmf-1.0"  = ["MANAGE 2.4"]
    "soc2-2017"        = ["CC6.2"]
    "cis-controls-8.1" = ["6.1", "6.2"]
    "ietf-rfc"         = ["RFC 7009 2"]
  }

  parameter "max_age" {
    type        = duration
    default     = "90d"
    description = "Longest time since the revocation was last tried."
    origin      = "the organization's own"
  }
}
