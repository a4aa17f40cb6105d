# Ids, links and short titles only: the requirements are share-alike and stay with their publisher. They have no titles; these are
# custody's own words, to tell one number from another.

framework "owasp-asvs-5.0" {
  title     = "OWASP Application Security Verification Standard 5.0"
  publisher = "OWASP"
  version   = "5.0.0"
  prefix    = "ASVS "
  names     = ["OWASP ASVS", "ASVS 5.0", "ASVS 5.0.0", "OWASP ASVS 5.0.0"]
  url       = "https://github.com/OWASP/ASVS/tree/master/5.0"
  license   = "CC BY-SA 4.0"
  print     = "title"

  control "V7.1.1" {
    title = "Session timeouts documented, deviations justified"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x16-V7-Session-Management.md"
  }

  control "V7.3.1" {
    title = "Inactivity timeout"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x16-V7-Session-Management.md"
  }

  control "V7.3.2" {
    title = "Absolute maximum session lifetime"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x16-V7-Session-Management.md"
  }

  control "V7.4.1" {
    title = "Logout ends the session for good"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x16-V7-Session-Management.md"
  }

  control "V7.4.2" {
    title = "Sessions end when the account is disabled"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x16-V7-Session-Management.md"
  }

  control "V7.4.5" {
    title = "Administrators can end sessions"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x16-V7-Session-Management.md"
  }

  control "V7.5.3" {
    title = "Step-up before sensitive operations"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x16-V7-Session-Management.md"
  }

  control "V7.6.1" {
    title = "Lifetimes agreed between identity provider and relying party"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x16-V7-Session-Management.md"
  }

  control "V10.2.3" {
    title = "Clients request only the scopes that they need"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x19-V10-OAuth-and-OIDC.md"
  }

  control "V10.4.3" {
    title = "Short-lived authorization codes"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x19-V10-OAuth-and-OIDC.md"
  }

  control "V10.4.5" {
    title = "Protection against replay of refresh tokens"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x19-V10-OAuth-and-OIDC.md"
  }

  control "V10.4.8" {
    title = "Absolute expiration of refresh tokens"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x19-V10-OAuth-and-OIDC.md"
  }

  control "V10.4.9" {
    title = "Users can revoke tokens"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x19-V10-OAuth-and-OIDC.md"
  }

  control "V10.4.14" {
    title = "Sender-constrained access tokens"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x19-V10-OAuth-and-OIDC.md"
  }

  control "V16.2.5" {
    title = "Tokens in logs only hashed or masked"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x25-V16-Security-Logging-and-Error-Handling.md"
  }

  control "V16.3.1" {
    title = "Log of authentication operations"
    url   = "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x25-V16-Security-Logging-and-Error-Handling.md"
  }
}
