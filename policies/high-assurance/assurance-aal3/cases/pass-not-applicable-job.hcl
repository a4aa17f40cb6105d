# A job authenticates by its own credential.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
    grants = ["client_credentials"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
