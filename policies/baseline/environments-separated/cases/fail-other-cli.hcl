# Across two tools.

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
  verdict = "fail"
  message = "with cli.other.session.b (development)."
}
