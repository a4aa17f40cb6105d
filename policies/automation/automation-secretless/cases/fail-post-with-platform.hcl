# A secret that the platform's identity unlocks is a secret still.

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
      auth = "client_secret_post"
    }

    storage {
      client_credential = "workload_identity"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "authenticates by a secret (client_secret_post)"
}
