# One more than the limit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer   = issuer.corp
    actor    = "human"
    host     = "personal"
    audience = ["https://payments.acme.example", "https://ledger.acme.example"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "good at 2 resource servers; at most 1 is allowed"
}
