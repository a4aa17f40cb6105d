# The finding is that of the session.

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
  subject   = cli.demo
  attribute = "revocation.runbook"
  verdict   = "not_applicable"
}
