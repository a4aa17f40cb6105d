# Nobody reads what is written down nowhere.

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
        runbook = "https://runbooks.acme.example/demo"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "revocation.runbook"
  verdict   = "fail"
  message   = "revocation.runbook was https://runbooks.acme.example/demo and is given up"
}
