# Logging out does nothing.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    expiry {
      wipe_on = ["expiry"]
    }
    revocation {
      on_logout = "none"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "neither revokes"
}
