# Whoever reads the file has the secret.

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
      client_credential = "config_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "embedded (config_file)"
}
