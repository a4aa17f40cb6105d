# Looked at last month.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer          = issuer.corp
    actor           = "human"
    host            = "personal"
    scopes          = ["payments:read"]
    scopes_reviewed = "2026-10-02"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
