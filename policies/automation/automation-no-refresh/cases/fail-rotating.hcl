# Rotation is made for people.

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
  verdict = "fail"
  message = "gets a refresh token (rotating)"
}
