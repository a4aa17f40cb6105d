# Vetted 366 days ago to the second.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  vendor {
    name     = "Example Cloud"
    contact  = "security@cloud.example"
    reviewed = "2025-10-31"
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["instances:list"]
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
  at      = "2026-11-01T00:00:00Z"
}
