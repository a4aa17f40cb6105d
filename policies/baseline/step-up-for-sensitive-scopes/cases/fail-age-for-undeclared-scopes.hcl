# Whatever the scopes are, the age is too high.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    step_up {
      max_age = "1h"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "may be 1h old"
}
