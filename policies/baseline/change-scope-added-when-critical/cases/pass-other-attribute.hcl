# Another resource server is another matter.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    audience = ["https://b.acme.example"]
  }
}

before {
  cli "demo" {
    criticality = "high"

    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      audience = ["https://a.acme.example"]
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "audience"
  verdict   = "not_applicable"
}
