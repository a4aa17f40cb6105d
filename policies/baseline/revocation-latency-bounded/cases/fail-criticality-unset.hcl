# A CLI that does not say how critical it is may be critical.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    refresh_token    = "rotating"
    access_token_ttl = "15m"
    revoke {
      propagation = "301s"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "is not declared, so at most 5m is allowed; an access token is accepted for 5m1s"
}
