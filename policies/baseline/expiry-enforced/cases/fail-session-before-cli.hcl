# The session's own leeway wins over the CLI's.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  expiry {
    on_expiry = "reauthenticate"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry"]
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    expiry {
      leeway = "1h"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "for 1h after its expiry"
}
