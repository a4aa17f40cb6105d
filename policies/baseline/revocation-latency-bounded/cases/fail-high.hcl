# A second too long for a critical CLI.

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
      propagation = "301s"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "for 5m1s after its grant was revoked; at most 5m is allowed for a CLI of high criticality"
}
