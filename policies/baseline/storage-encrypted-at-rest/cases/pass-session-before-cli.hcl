# The session's own storage wins over the CLI's.

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
    storage {
      model = "memory"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
