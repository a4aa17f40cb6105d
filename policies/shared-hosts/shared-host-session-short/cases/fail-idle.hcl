# A second over the limit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "shared"
    idle_timeout = "901s"
    max_lifetime = "8h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "ends after 15m1s without use; at most 15m is allowed"
}
