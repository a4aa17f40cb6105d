# No end while nobody is there.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "shared"
    max_lifetime = "8h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "without use after which the session ends is not declared; at most 15m"
}
