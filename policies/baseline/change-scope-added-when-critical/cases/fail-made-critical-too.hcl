# It counts as what it becomes.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    scopes = ["pay:read", "pay:refund"]
  }
}

before {
  cli "demo" {
    criticality = "low"

    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      scopes = ["pay:read"]
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "scopes"
  verdict   = "fail"
  message   = "gains pay:refund"
}
