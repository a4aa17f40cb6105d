# A readable file.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model = "plaintext_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "stored as plaintext_file"
}
