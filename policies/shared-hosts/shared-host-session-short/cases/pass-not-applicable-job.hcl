# A job that ends with its access token.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "automation"
    host          = "shared"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
