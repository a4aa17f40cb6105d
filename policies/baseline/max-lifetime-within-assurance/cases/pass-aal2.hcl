# Exactly the limit of AAL2.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "personal"
    assurance    = "aal2"
    max_lifetime = "24h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
