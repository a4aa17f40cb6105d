# A session that is new has no storage yet that could get weaker.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }

  session "new" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model = "encrypted_file"
    }
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"
    }
  }
}

expect {
  subject   = cli.demo.session.new
  attribute = "storage.model"
  verdict   = "not_applicable"
}
