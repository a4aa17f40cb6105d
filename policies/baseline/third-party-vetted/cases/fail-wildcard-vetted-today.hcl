# However fresh the review.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  vendor {
    name     = "Example Cloud"
    contact  = "security@cloud.example"
    reviewed = "2026-11-01"
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
}
