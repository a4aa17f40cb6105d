# No end in all.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "shared"
    idle_timeout = "15m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "longest lifetime is not declared; at most 8h"
}
