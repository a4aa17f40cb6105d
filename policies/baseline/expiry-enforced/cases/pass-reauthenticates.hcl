# The token is erased, and the person signs in again.

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
      wipe_on   = ["logout", "expiry"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
