# The client has no credential, and the pasted token is not kept well.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["device_code", "static_token"]
    storage {
      model             = "plaintext_file"
      client_credential = "none"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "in the clear (plaintext_file)"
}
