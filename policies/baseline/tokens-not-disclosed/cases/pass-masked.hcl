# Token values are masked, and no token is handed over.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    storage {
      model     = "none"
      passed_by = []
    }

    audit {
      token_values = "masked"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
