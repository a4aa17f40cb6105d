# A second too long.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "personal"
    assurance    = "aal2"
    idle_timeout = "3601s"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "aal2 allows 1h"
}
