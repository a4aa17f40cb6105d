# Good for AAL2, too long for AAL3.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "personal"
    assurance    = "aal3"
    max_lifetime = "24h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "aal3 allows 12h"
}
