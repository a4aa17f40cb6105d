# A bearer token, and said to be one.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "a copy of it works"
}
