# What a CLI says counts for the session that says nothing.

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
    revocation {
      runbook = "https://runbooks.acme.example/demo"
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
  attribute = "revocation.runbook"
  verdict   = "fail"
  message   = "is given up"
}
