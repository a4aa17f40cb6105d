# Twice production.

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
    client_id   = "demo"
    environment = "production"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
