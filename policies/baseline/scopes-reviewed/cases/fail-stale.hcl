# A day too old.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer          = issuer.corp
    actor           = "human"
    host            = "personal"
    scopes          = ["payments:read"]
    scopes_reviewed = "2026-04-30"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "185d ago; at most 184d is allowed"
}
