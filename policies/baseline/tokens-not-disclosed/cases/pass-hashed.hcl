# Token values are hashed.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    storage {
      model     = "memory"
      passed_by = ["file_descriptor", "file"]
    }

    audit {
      token_values = "hashed"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
