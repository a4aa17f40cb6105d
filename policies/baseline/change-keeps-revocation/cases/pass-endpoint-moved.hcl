# Another place is as good.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revocation {
      endpoint = "https://id.acme.example/revoke"
    }
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"
      revocation {
        endpoint = "https://sso.acme.example/revoke"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "revocation.endpoint"
  verdict   = "pass"
}
