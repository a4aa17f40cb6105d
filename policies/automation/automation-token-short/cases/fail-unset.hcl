# Silence leaves it to the issuer.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "automation"
    host          = "server"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "access token is not declared; at most 15m"
}
