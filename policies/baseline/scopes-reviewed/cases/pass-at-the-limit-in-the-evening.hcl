# Six months to the day, and the day holds to its end.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer          = issuer.corp
    actor           = "human"
    host            = "personal"
    scopes          = ["payments:read"]
    scopes_reviewed = "2026-05-01"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
  at      = "2026-11-01T18:30:00Z"
}
