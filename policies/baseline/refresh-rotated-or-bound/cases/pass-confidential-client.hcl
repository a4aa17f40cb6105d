# Only the client that authenticates can use it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "automation"
    host          = "server"
    refresh_token = "static"
    client {
      type = "confidential"
      auth = "private_key_jwt"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
