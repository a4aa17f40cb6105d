# A secret with each request.

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
      auth = "client_secret_basic"
    }

    storage {
      client_credential = "secret_manager"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "authenticates by a secret (client_secret_basic)"
}
