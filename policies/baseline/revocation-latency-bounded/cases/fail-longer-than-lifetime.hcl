# A second longer than the token lives.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "moderate"

  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    refresh_token    = "rotating"
    access_token_ttl = "15m"
    revoke {
      propagation = "901s"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "for 15m1s after its grant was revoked; at most its lifetime, 15m"
}
