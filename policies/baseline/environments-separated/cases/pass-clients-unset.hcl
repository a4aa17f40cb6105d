# Sessions that name no client share none.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer      = issuer.corp
    actor       = "human"
    host        = "personal"
    environment = "production"
  }

  session "b" {
    issuer      = issuer.corp
    actor       = "human"
    host        = "personal"
    environment = "test"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
