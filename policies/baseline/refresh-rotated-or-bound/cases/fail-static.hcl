# A copy works until it expires.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "personal"
    refresh_token = "static"
    client {
      type = "public"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "static"
}
