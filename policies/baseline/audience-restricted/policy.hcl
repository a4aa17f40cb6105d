policy "audience-restricted" {
  title   = "A token is good at one resource server"
  subject = "session"
  plane   = "identity"
  level   = "warning"
  require = (
    session.audience != null
    && length(session.audience) > 0
    && !anytrue([for server in session.audience : server == "" || strcontains(server, "*")])
    && length(session.audience) <= parameter.max
  )
  message = (
    session.audience == null
    ? "It is not declared which resource servers may accept the token, so every one may."
    : length(session.audience) == 0
    ? "The audience is empty, so the token is meant for no resource server in particular."
    : anytrue([for server in session.audience : server == "" || strcontains(server, "*")])
    ? "Not the name of one resource server: ${join(", ", [for server in session.audience : "\"${server}\"" if server == "" || strcontains(server, "*")])}."
    : "The token is good at ${length(session.audience)} resource servers; at most ${parameter.max} is allowed."
  )
  remedy     = "Set audience to the one resource server that the CLI calls, and give a second one a session of its own."
  references = ["RFC 9700 sections 2.3 and 4.10.2", "RFC 8707", "SP 800-53 Rev. 5 IA-13(3)"]

  controls = {
    "owasp-nhi-2025" = ["NHI9:2025", "NHI5:2025"]
    "nist-csf-2.0"   = ["PR.AA-04", "PR.AA-05"]
    "nist-csf-1.1"   = ["PR.AC-4"]
    "nist-800-53r5"  = ["IA-13(3)(f)", "IA-13(2)"]
    "soc2-2017"      = ["CC6.3"]
    "ietf-rfc"       = ["RFC 9700 2.3", "RFC 9700 4.10.2", "RFC 8707"]
  }

  parameter "max" {
    type        = number
    default     = 1
    description = "Largest number of resource servers that may accept one token."
    origin      = "the organization's own; RFC 9700 section 2.3 (SHOULD) asks for a restricted audience, and gives no number"
  }
}
