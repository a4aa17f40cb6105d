# A second too long.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "3601s"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "at most 1h"
}
