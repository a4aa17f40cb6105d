# Whatever its lifetime, it ends when the grant does; other policies judge the lifetime.

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
    access_token_ttl = "unlimited"
    revoke {
      propagation = "10m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
