# At AAL1 an inactivity timeout is optional.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    assurance = "aal1"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
