# Short enough for the worst.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "10m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
