# Erased at expiry, kept at logout.

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
      on_logout = "revoke_and_wipe"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "does not say that the store is erased"
}
