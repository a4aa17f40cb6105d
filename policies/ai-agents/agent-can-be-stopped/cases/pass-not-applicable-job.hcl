# A job does what it was written to do.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "automation"
    host          = "server"
    refresh_token = "rotating"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
