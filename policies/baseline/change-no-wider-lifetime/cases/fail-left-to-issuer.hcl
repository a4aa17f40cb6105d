# The issuer's default is somebody else's to change.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    max_lifetime = "inherit"
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
  message   = "max_lifetime was 12h and becomes inherit"
}
