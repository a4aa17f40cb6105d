# Neither.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "shared"
    refresh_token     = "static"
    sender_constraint = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "A refresh token (static) lies on the shared host"
}
