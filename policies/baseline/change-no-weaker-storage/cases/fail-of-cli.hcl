# What a CLI says counts for the session that says nothing.

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
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "storage.model"
  verdict   = "fail"
  message   = "storage.model was os_keychain and becomes plaintext_file"
}
