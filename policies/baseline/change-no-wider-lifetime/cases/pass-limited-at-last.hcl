# A limit where there was none.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    max_lifetime = "12h"
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      max_lifetime = "unlimited"
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "max_lifetime"
  verdict   = "pass"
}
