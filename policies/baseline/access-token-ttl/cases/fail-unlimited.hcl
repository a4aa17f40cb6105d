# Without end is longer than any limit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
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
  message = "never ends"
}
