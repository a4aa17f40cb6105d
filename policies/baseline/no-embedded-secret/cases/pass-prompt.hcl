# A person types it in.

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
      type = "confidential"
      auth = "client_secret_basic"
    }
    storage {
      client_credential = "prompt"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
