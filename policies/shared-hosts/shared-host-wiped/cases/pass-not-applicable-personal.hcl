# A host of one person.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    expiry {
      wipe_on = ["logout", "expiry"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
