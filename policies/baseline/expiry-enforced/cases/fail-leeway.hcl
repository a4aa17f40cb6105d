# A second too long.

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
      leeway    = "61s"
      wipe_on   = ["logout", "expiry"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "for 1m1s after its expiry; at most 1m is allowed"
}
