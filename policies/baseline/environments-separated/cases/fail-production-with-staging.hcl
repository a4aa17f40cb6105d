# One client for production and its rehearsal.

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
    environment = "staging"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "A session that reaches production shares the client demo with cli.demo.session.b (staging)."
}
