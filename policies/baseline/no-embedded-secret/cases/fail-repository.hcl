# Whoever clones the repository has the secret.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
    grants = ["client_credentials"]
    client {
      type = "confidential"
      auth = "client_secret_basic"
    }
    storage {
      client_credential = "repository"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "embedded (repository)"
}
