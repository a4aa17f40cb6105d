# Not critical.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "low"

  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
