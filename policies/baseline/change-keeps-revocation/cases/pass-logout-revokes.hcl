# Logging out does more than before.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

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

before {
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
}

expect {
  subject   = cli.demo.session.ws
  attribute = "revocation.on_logout"
  verdict   = "pass"
}
