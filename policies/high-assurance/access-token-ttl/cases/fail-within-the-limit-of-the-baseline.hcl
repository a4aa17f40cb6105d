# Short enough for the baseline alone.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "1h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lives 1h; at most 15m is allowed"
}
