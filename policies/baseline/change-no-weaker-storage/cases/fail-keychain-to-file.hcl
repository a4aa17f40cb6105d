# A file, encrypted or not, is no keychain.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
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
      storage {
        model = "os_keychain"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "storage.model"
  verdict   = "fail"
  message   = "storage.model was os_keychain and becomes encrypted_file"
}
