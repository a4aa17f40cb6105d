# The same, seen from the test.

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
  verdict = "fail"
  message = "A session that reaches test shares the client demo with cli.demo.session.b (production)."
}
