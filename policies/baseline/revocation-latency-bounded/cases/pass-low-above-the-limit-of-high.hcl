# The limit for critical CLIs does not bind others.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "low"

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
  verdict = "pass"
}
