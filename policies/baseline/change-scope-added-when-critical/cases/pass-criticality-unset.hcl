# How critical it is another policy asks.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    scopes = ["pay:read", "pay:refund"]
  }
}

before {
  cli "demo" {
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
  verdict   = "not_applicable"
}
