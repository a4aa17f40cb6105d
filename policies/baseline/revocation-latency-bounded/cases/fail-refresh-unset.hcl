# Whether there is a grant to revoke is anybody's guess.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "moderate"

  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "15m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared how long an access token is still accepted"
}
