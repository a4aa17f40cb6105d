policy "no-human-session-in-automation" {
  title   = "Automation has an identity of its own"
  subject = "session"
  plane   = "shared"
  level   = "mandatory"
  when    = session.actor == "automation" || contains(parameter.hosts, session.host)
  require = (
    session.actor != "human"
    && session.grants != null
    && !anytrue([for grant in session.grants : contains(parameter.personal_grants, grant)])
    && !anytrue([for other in session.shared_with : other.actor == "human"])
  )
  message = (
    session.actor == "human"
    ? "A person's session lies on a host of automation (${session.host})."
    : session.grants == null
    ? "It is not declared how the job obtains its token, so it may be a person's."
    : length(setintersection(session.grants, parameter.personal_grants)) > 0
    ? "The job lives on a person's login: ${join(", ", setintersection(session.grants, parameter.personal_grants))}."
    : "The job uses the client of people: ${session.client_id} is shared with ${join(", ", [
      for other in session.shared_with : other.address if other.actor == "human"
    ])}."
  )
  remedy     = "Give the job a client of its own with client_credentials, jwt_bearer or token_exchange."
  references = ["RFC 8693", "SP 800-63B-4 section 5.1.2", "SP 800-53 Rev. 5 IA-9", "PCI DSS v4.0.1 8.6.1"]

  controls = {
    "owasp-nhi-2025"  = ["NHI9:2025", "NHI10:2025", "NHI6:2025"]
    "nist-csf-2.0"    = ["PR.AA-01", "PR.AA-03"]
    "nist-csf-1.1"    = ["PR.AC-1", "PR.AC-4"]
    "nist-800-53r5"   = ["IA-2", "IA-9", "AC-2(9)"]
    "nist-800-63b-4"  = ["5.1.2"]
    "nist-ai-rmf-1.0" = ["GOVERN 3.2"]
    "iso-27001-2022"  = ["A.5.16"]
    "pci-dss-4.0.1"   = ["8.6.1", "8.2.2"]
    "ietf-rfc"        = ["RFC 8693"]
  }

  parameter "hosts" {
    type        = list(string)
    default     = ["build_agent", "ephemeral_runner"]
    description = "Kinds of host on which nobody sits."
    origin      = "the organization's own"
  }

  parameter "personal_grants" {
    type        = list(string)
    default     = ["authorization_code", "device_code", "implicit", "password", "static_token"]
    description = "Grants by which a person obtains a token."
    origin      = "the organization's own"
  }
}
