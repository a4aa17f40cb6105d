# What the issuer has may be anything.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "inherit"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "No lifetime of the access token is declared"
}
