# Nothing sensitive, and no step-up declared.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["payments:read"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
