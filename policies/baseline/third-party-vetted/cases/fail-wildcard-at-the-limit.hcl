# However old it may be.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  vendor {
    name     = "Example Cloud"
    contact  = "security@cloud.example"
    reviewed = "2025-10-31"
  }

  session "ci" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["*"]
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "scopes that nobody listed: ci."
  at      = "2026-11-01T00:00:00Z"
}
