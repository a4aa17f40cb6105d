# On a server the variable comes from a file.

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
      client_credential = "environment"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "comes from environment; accepted are prompt, secret_manager, workload_identity"
}
