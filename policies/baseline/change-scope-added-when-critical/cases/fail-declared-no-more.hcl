# Without a list any scope may be asked for.

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
}

before {
  cli "demo" {
    criticality = "high"

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
  message   = "declared no more, so that it may ask for any"
}
