# A copy is worthless without the key.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "dpop"
    storage {
      model      = "encrypted_file"
      persistent = true
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
