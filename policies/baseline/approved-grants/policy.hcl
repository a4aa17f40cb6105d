policy "approved-grants" {
  title   = "Tokens are obtained by approved grants only"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = (
    session.grants != null
    && length(session.grants) > 0
    && alltrue([for grant in session.grants : contains(parameter.grants, grant)])
    && (session.pkce == true || !contains(session.grants, "authorization_code"))
  )
  message = (
    session.grants == null
    ? "It is not declared how the CLI obtains a token."
    : length(session.grants) == 0
    ? "The list of grants is empty, so it is not declared how the CLI obtains a token."
    : length(setsubtract(session.grants, parameter.grants)) > 0
    ? "Not approved: ${join(", ", setsubtract(session.grants, parameter.grants))}."
    : "The authorization code is not protected by PKCE."
  )
  remedy     = "Use authorization_code with pkce = true in the system browser, or device_code; client_credentials for automation."
  references = ["RFC 9700 sections 2.1.1, 2.1.2 and 2.4", "RFC 8252 section 8.12", "RFC 8628 section 3.2"]

  controls = {
    "owasp-nhi-2025" = ["NHI4:2025"]
    "nist-csf-2.0"   = ["PR.AA-03"]
    "nist-csf-1.1"   = ["PR.AC-7"]
    "nist-800-53r5"  = ["IA-2", "IA-13"]
    "nist-800-63b-4" = ["2.2"]
    "iso-27001-2022" = ["A.8.5"]
    "soc2-2017"      = ["CC6.1"]
    "ietf-rfc"       = ["RFC 9700 2.1.1", "RFC 9700 2.1.2", "RFC 9700 2.4", "RFC 8252 8.12", "RFC 8628 3.2"]
  }

  parameter "grants" {
    type        = list(string)
    default     = ["authorization_code", "client_credentials", "device_code", "jwt_bearer", "token_exchange"]
    description = "Grants that a CLI may use."
    origin      = "RFC 9700 sections 2.1.2 (implicit SHOULD NOT) and 2.4 (password MUST NOT); leaving out static_token is the organization's own"
  }
}
