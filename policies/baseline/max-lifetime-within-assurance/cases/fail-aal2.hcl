# Good for AAL1, too long for AAL2.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "personal"
    assurance    = "aal2"
    max_lifetime = "25h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "aal2 allows"
}
