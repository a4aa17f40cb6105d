# What the issuer does is not declared.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "personal"
    refresh_token = "rotating"
    idle_timeout  = "1h"
    max_lifetime  = "inherit"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "no absolute expiry"
}
