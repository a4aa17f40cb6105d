# A shorter grace is another matter.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    reuse_grace = "5s"
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      reuse_grace = "1m"
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "reuse_grace"
  verdict   = "not_applicable"
}
