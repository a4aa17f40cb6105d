# A host of one person.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "personal"
    idle_timeout = "1h"
    max_lifetime = "24h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
