# Silence may be a refresh token.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "shared"
    access_token_ttl = "15m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared whether a refresh token lies"
}
