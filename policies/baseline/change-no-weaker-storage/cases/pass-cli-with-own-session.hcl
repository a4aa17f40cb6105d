# It is the session that is judged, and it has its own storage.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  storage {
    model = "plaintext_file"
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model = "memory"
    }
  }
}

before {
  cli "demo" {
    storage {
      model = "os_keychain"
    }

    session "ws" {
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
  subject   = cli.demo
  attribute = "storage.model"
  verdict   = "not_applicable"
}
