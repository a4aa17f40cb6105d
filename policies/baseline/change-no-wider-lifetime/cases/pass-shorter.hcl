# Shorter needs nobody's leave.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    access_token_ttl = "15m"
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      access_token_ttl = "1h"
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "access_token_ttl"
  verdict   = "pass"
}
