# Rotation alone.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "shared"
    refresh_token = "rotating"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "A refresh token (rotating) lies on the shared host"
}
