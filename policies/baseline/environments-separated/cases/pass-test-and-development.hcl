# Any two of them.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer      = issuer.corp
    actor       = "human"
    host        = "personal"
    client_id   = "demo"
    environment = "test"
  }
}

cli "other" {
  session "b" {
    issuer      = issuer.corp
    actor       = "human"
    host        = "personal"
    client_id   = "demo"
    environment = "development"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
