# A second over the limit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "15m1s"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lives 15m1s; at most 15m is allowed for a critical CLI."
}
