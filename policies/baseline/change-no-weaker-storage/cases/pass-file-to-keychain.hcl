# Safer needs nobody's leave.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model = "os_keychain"
    }
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"
      storage {
        model = "plaintext_file"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "storage.model"
  verdict   = "pass"
}
