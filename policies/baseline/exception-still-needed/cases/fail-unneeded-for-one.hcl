# The CLI needs it for one of two policies.

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

    storage {
      model = "plaintext_file"
    }
  }
}

exception "demo" {
  subject      = cli.demo
  policies     = ["storage-encrypted-at-rest", "no-plaintext-on-shared-host"]
  reason       = "The 2.x line has no keychain support."
  compensating = ["Full-disk encryption is enforced."]
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
  message = "no longer needed for no-plaintext-on-shared-host"
}
