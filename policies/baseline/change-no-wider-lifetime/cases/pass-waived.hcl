# Documented and approved, it is waived.

team "iam" {
  planes = ["identity"]
}

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  owners {
    identity = team.iam
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    access_token_ttl = "1h"
  }
}

exception "migration" {
  subject      = cli.demo.session.ws
  policies     = ["change-no-wider-lifetime"]
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
    owners {
      identity = team.iam
    }

    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      access_token_ttl = "15m"
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "access_token_ttl"
  verdict   = "waived"
}
