# An access token without end.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    refresh_token    = "none"
    access_token_ttl = "unlimited"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "access_token_ttl"
}
