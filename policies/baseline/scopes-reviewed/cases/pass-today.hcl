# Looked at on the day that is judged.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer          = issuer.corp
    actor           = "human"
    host            = "personal"
    scopes          = ["payments:read"]
    scopes_reviewed = "2026-11-01"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
