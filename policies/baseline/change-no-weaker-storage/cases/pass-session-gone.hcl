# A session that goes takes its token with it.

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
      storage {
        model = "memory"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.gone
  attribute = "storage.model"
  verdict   = "not_applicable"
}
