# One resource server.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer   = issuer.corp
    actor    = "human"
    host     = "personal"
    audience = ["https://payments.acme.example"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
