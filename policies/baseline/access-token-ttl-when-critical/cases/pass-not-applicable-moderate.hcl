# Another policy has the limit for the others.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "moderate"

  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "1h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
