# Nobody asks the issuer: the token lives on until its end.

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
      propagation = "15m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
