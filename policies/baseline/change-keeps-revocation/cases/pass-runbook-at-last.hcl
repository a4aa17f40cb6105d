# A way more needs nobody's leave.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revocation {
      runbook = "https://runbooks.acme.example/demo"
    }
  }
}

before {
  cli "demo" {
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
  verdict   = "pass"
}
