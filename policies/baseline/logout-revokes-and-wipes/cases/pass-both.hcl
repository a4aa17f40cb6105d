# Worthless at the issuer, gone from the machine.

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
    revocation {
      on_logout = "revoke_and_wipe"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
