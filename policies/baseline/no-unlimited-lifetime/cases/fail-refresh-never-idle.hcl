# It stays good unused until its end.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "personal"
    refresh_token = "rotating"
    max_lifetime  = "12h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "no idle expiry"
}
