# Silence proves nothing.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "personal"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared what proves"
}
