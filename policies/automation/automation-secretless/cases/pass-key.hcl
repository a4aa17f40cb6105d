# A key that signs.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    client {
      type = "confidential"
      auth = "private_key_jwt"
    }

    storage {
      client_credential = "secret_manager"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
