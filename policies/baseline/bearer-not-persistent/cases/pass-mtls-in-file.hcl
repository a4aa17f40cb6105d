# A copy is worthless without the certificate.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "mtls"
    storage {
      model      = "plaintext_file"
      persistent = true
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
