# An empty list is a declaration.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  vendor {
    name     = "Example Cloud"
    contact  = "security@cloud.example"
    reviewed = "2026-06-30"
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = []
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
}
