# Without end.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    max_lifetime = "unlimited"
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      max_lifetime = "12h"
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "max_lifetime"
  verdict   = "fail"
  message   = "becomes unlimited"
}
