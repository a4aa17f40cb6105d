# No session, so no scopes to list.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  vendor {
    name     = "Example Cloud"
    contact  = "security@cloud.example"
    reviewed = "2026-06-30"
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
}
