# Bound, so its criticality does not matter.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "dpop"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
