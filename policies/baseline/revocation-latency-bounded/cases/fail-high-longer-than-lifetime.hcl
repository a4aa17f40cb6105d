# Within the limit for critical CLIs, and longer than the token lives.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    refresh_token    = "rotating"
    access_token_ttl = "2m"
    revoke {
      propagation = "3m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "at most its lifetime, 2m"
}
