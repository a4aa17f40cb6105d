# A session that goes needs no way to revoke it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"
    }

    session "gone" {
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
  subject   = cli.demo.session.gone
  attribute = "revocation.on_logout"
  verdict   = "not_applicable"
}
