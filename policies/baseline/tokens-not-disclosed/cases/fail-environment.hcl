# In everything that the CLI starts.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    storage {
      model     = "os_keychain"
      passed_by = ["environment", "stdin"]
    }

    audit {
      token_values = "masked"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "handed over in an environment variable"
}
