# The store is the same until it is missing.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      fallback = "plaintext_file"
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
        fallback = "fail"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "storage.fallback"
  verdict   = "fail"
  message   = "storage.fallback was fail and becomes plaintext_file"
}
