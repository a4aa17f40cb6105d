# A review cannot be dated in advance.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer          = issuer.corp
    actor           = "human"
    host            = "personal"
    scopes          = ["payments:read"]
    scopes_reviewed = "2026-11-02"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not come yet"
}
