# What is not declared can be anything.

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
  message   = "becomes not declared"
}
