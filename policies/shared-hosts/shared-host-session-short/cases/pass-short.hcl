# Shorter.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "shared"
    idle_timeout = "5m"
    max_lifetime = "1h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
