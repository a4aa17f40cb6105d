# The client's own credential lies in a file now.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      client_credential = "config_file"
    }
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"
      storage {
        client_credential = "secret_manager"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "storage.client_credential"
  verdict   = "fail"
  message   = "storage.client_credential was secret_manager and becomes config_file"
}
