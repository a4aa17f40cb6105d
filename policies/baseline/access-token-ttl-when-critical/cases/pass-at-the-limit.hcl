# As long as is allowed.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "15m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
