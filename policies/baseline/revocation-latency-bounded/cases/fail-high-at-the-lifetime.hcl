# Good for other CLIs, and too long for a critical one.

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
    access_token_ttl = "15m"
    revoke {
      propagation = "15m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "at most 5m is allowed for a CLI of high criticality"
}
