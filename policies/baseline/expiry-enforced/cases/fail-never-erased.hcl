# An empty list erases nothing.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    expiry {
      on_expiry = "reauthenticate"
      leeway    = "30s"
      wipe_on   = []
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "keeps the token after its expiry"
}
