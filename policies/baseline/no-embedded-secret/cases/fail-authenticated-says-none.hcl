# Nobody authenticates with nothing.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["authorization_code"]
    client {
      auth = "private_key_jwt"
    }
    storage {
      client_credential = "none"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "declared to have no credential"
}
