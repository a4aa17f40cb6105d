# The token is gone from the host, and works elsewhere.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revocation {
      on_logout = "wipe"
    }
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"
      revocation {
        on_logout = "revoke_and_wipe"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "revocation.on_logout"
  verdict   = "fail"
  message   = "Logging out was revoke_and_wipe and becomes wipe"
}
