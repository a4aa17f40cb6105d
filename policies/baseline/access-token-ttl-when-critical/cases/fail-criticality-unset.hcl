# Nobody has said that it is not critical.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "1h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "and one whose criticality is not declared counts as such."
}
