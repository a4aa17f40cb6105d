# What is not declared may be nothing.

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
        on_logout = "wipe"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "revocation.on_logout"
  verdict   = "fail"
  message   = "Logging out was wipe and becomes not declared"
}
