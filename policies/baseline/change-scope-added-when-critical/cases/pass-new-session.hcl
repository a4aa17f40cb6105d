# A session that is new is looked at as a whole.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }

  session "new" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    scopes = ["pay:refund"]
  }
}

before {
  cli "demo" {
    criticality = "high"

    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"
    }
  }
}

expect {
  subject   = cli.demo.session.new
  attribute = "scopes"
  verdict   = "not_applicable"
}
