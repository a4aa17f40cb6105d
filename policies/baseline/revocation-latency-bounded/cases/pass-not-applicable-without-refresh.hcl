# Without a refresh token there is no grant to revoke apart from the token.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "moderate"

  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "personal"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
