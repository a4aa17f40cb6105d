# A grace of unknown length is a grace without end.

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
      wipe_on   = ["logout", "expiry"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared how much clock skew the CLI tolerates; at most 1m is allowed"
}
