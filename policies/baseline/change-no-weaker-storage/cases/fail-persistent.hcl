# The token survives a restart now.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      persistent = true
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
        persistent = false
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "storage.persistent"
  verdict   = "fail"
  message   = "storage.persistent was false and becomes true"
}
