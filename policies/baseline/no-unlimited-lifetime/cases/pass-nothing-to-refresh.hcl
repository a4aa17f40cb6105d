# Without a refresh token the access token is the session.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "automation"
    host             = "ephemeral_runner"
    refresh_token    = "none"
    access_token_ttl = "10m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
