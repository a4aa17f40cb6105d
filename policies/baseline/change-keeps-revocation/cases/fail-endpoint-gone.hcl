# There is nothing to call any more.

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
      revocation {
        endpoint = "https://sso.acme.example/revoke"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "revocation.endpoint"
  verdict   = "fail"
  message   = "revocation.endpoint was https://sso.acme.example/revoke and is given up"
}
