# What is shipped to every laptop is no secret.

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
      auth = "private_key_jwt"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "static"
}
