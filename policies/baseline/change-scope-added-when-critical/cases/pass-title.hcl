# What a critical tool is called is another matter.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  title       = "Demo"
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
    }
  }
}

expect {
  subject   = cli.demo
  attribute = "title"
  verdict   = "not_applicable"
}
