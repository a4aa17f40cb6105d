# Only the one that differs is complained about.

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
    environment = "staging"
  }

  session "c" {
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
  message = "with cli.demo.session.c (production)."
}
