# A client of its own.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer      = issuer.corp
    actor       = "human"
    host        = "personal"
    client_id   = "demo"
    environment = "production"
  }

  session "b" {
    issuer      = issuer.corp
    actor       = "human"
    host        = "personal"
    client_id   = "demo-test"
    environment = "test"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}

expect {
  subject = cli.demo.session.b
  verdict = "pass"
}
