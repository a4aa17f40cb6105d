# A session that may sleep forever.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "personal"
    refresh_token = "rotating"
    idle_timeout  = "unlimited"
    max_lifetime  = "12h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "idle_timeout"
}
