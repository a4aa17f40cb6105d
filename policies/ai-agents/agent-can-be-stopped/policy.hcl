policy "agent-can-be-stopped" {
  title   = "An agent can be stopped within minutes"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.actor == "ai_agent"
  require = (
    session.revoke.on != null && length(setsubtract(parameter.events, session.revoke.on)) == 0
    && session.revoke.within != null && session.revoke.within <= parameter.within
    && session.refresh_token == "none"
    && (
      (session.revoke.propagation != null && session.revoke.propagation <= parameter.within)
      || (session.access_token_ttl != null && session.access_token_ttl <= parameter.within)
    )
  )
  message = (
    session.revoke.on == null
    ? "It is not declared on which events the agent's sessions are ended."
    : length(setsubtract(parameter.events, session.revoke.on)) > 0
    ? "The agent goes on after: ${join(", ", setsubtract(parameter.events, session.revoke.on))}."
    : session.revoke.within == null
    ? "It is not declared how soon the agent's sessions are ended; at most ${humanize(parameter.within)} is allowed."
    : session.revoke.within > parameter.within
    ? "The agent's sessions are ended within ${humanize(session.revoke.within)}; at most ${humanize(parameter.within)} is allowed."
    : session.refresh_token == null
    ? "It is not declared whether the agent gets a refresh token, with which it could go on."
    : session.refresh_token != "none"
    ? "The agent gets a refresh token (${session.refresh_token}), with which it could go on by itself."
    : "An access token of the agent may be accepted for longer than ${humanize(parameter.within)} after its sessions were ended: neither revoke.propagation nor access_token_ttl is within that."
  )
  remedy     = "List credential_compromise in revoke.on, set revoke.within, refresh_token to none, and revoke.propagation or access_token_ttl to 5 minutes at most."
  references = ["NIST AI RMF 1.0 MANAGE 2.4", "SP 800-53 Rev. 5 AC-2(13), AC-3(8) and AC-17(9)", "RFC 7009 section 5"]

  controls = {
    "owasp-nhi-2025"  = ["NHI1:2025", "NHI7:2025"]
    "nist-csf-2.0"    = ["RS.MI-01", "PR.AA-05"]
    "nist-csf-1.1"    = ["RS.MI-1", "PR.AC-1"]
    "nist-800-53r5"   = ["AC-2(13)", "AC-3(8)", "AC-17(9)"]
    "nist-ai-rmf-1.0" = ["MANAGE 2.4", "GOVERN 1.7"]
    "soc2-2017"       = ["CC6.2"]
    "ietf-rfc"        = ["RFC 7009 5"]
  }

  parameter "events" {
    type        = list(string)
    default     = ["credential_compromise"]
    description = "Events on which an agent is stopped, beside those of offboarding-revokes."
    origin      = "the organization's own"
  }

  parameter "within" {
    type        = duration
    default     = "5m"
    description = "Longest time from the event to the end of the agent's sessions, and from there to that of its tokens."
    origin      = "the organization's own"
  }
}
