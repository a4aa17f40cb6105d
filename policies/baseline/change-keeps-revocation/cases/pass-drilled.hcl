# The day of a drill is no way to revoke anything.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revocation {
      drilled = "2026-10-01"
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
        drilled = "2026-07-01"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "revocation.drilled"
  verdict   = "not_applicable"
}
