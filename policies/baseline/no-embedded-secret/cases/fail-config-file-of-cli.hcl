# What the session leaves unset comes from the CLI.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  storage {
    client_credential = "config_file"
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
    grants = ["client_credentials"]
    client {
      type = "confidential"
      auth = "client_secret_basic"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "embedded (config_file)"
}
