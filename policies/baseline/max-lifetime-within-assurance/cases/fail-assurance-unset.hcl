# A lifetime without a level to measure it by.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "personal"
    max_lifetime = "12h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "assurance level"
}
