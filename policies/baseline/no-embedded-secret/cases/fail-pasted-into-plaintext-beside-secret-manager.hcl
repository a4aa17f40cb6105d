# The client's credential is kept well, the pasted token is not.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["device_code", "static_token"]
    client {
      type = "confidential"
      auth = "client_secret_basic"
    }
    storage {
      model             = "plaintext_file"
      client_credential = "secret_manager"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "in the clear (plaintext_file)"
}
