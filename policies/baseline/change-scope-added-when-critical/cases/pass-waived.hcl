# Documented and approved, it is waived.

team "iam" {
  planes = ["identity"]
}

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  owners {
    identity = team.iam
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    scopes = ["pay:read", "pay:refund"]
  }
}

exception "migration" {
  subject      = cli.demo.session.ws
  policies     = ["change-scope-added-when-critical"]
  reason       = "The migration to the new issuer needs it until it is done."
  compensating = ["The sessions are watched."]
  ticket       = "RISK-1"
  granted      = "2026-10-15"
  expires      = "2026-11-30"
  approval {
    team = team.iam
    by   = "m.chen"
    on   = "2026-10-15"
  }
}

before {
  cli "demo" {
    criticality = "high"

    owners {
      identity = team.iam
    }

    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      scopes = ["pay:read"]
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "scopes"
  verdict   = "waived"
}
