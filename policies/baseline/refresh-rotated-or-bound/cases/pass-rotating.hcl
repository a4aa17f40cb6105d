# Each use replaces it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "personal"
    refresh_token = "rotating"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
