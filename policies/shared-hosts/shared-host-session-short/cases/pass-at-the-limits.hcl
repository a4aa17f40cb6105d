# As long as it may be.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "shared"
    idle_timeout = "15m"
    max_lifetime = "8h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
