# Without end.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "unlimited"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "The access token never ends; at most 15m"
}
