# Empty sentences compensate nothing.

team "payments" {
  planes  = ["application"]
  contact = "payments@acme.example"
}

team "iam" {
  planes  = ["identity"]
  contact = "iam@acme.example"
}

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  owners {
    application = team.payments
    identity    = team.iam
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

exception "demo" {
  subject      = cli.demo
  policies     = ["storage-encrypted-at-rest"]
  reason       = "The 2.x line has no keychain support."
  compensating = ["", "  "]
  granted      = "2026-10-01"
  expires      = "2026-12-30"

  approval {
    team = team.payments
    by   = "r.alvarez"
    on   = "2026-10-01"
  }
}

expect {
  subject = exception.demo
  verdict = "fail"
  message = "lowers the risk"
}
