# A confidential client that does not authenticate binds nothing.

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
      type = "confidential"
      auth = "none"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "static"
}
