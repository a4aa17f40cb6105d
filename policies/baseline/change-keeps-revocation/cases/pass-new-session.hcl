# A session that is new has given nothing up.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }

  session "new" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revocation {
      on_logout = "none"
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
  subject   = cli.demo.session.new
  attribute = "revocation.on_logout"
  verdict   = "not_applicable"
}
