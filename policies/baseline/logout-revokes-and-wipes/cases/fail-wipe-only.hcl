# Copies go on working.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    expiry {
      wipe_on = ["logout"]
    }
    revocation {
      on_logout = "wipe"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "leaves it good at the issuer"
}
