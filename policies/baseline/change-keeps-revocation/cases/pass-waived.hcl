# Documented and approved, it is waived.

team "dev" {
  planes = ["application"]
}

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  owners {
    application = team.dev
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

exception "migration" {
  subject      = cli.demo.session.ws
  policies     = ["change-keeps-revocation"]
  reason       = "The migration to the new issuer needs it until it is done."
  compensating = ["The sessions are watched."]
  ticket       = "RISK-1"
  granted      = "2026-10-15"
  expires      = "2026-11-30"
  approval {
    team = team.dev
    by   = "m.chen"
    on   = "2026-10-15"
  }
}

before {
  cli "demo" {
    owners {
      application = team.dev
    }

    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"
      revocation {
        runbook = "https://runbooks.acme.example/demo"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "revocation.runbook"
  verdict   = "waived"
}
