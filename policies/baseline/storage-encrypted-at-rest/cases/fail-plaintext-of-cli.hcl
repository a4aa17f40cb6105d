# What the session leaves unset comes from the CLI.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  storage {
    model = "plaintext_file"
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "stored as plaintext_file"
}
