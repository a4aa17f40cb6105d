# No scope, no review.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = []
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
