# An hour instead of a quarter of one.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    access_token_ttl = "1h"
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      access_token_ttl = "15m"
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "access_token_ttl"
  verdict   = "fail"
  message   = "access_token_ttl was 15m and becomes 1h"
}
