# A copy is worthless without the key.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    refresh_token     = "static"
    sender_constraint = "dpop"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
