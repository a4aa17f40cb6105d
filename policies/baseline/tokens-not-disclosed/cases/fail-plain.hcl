# Token values in the logs.

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
      passed_by = ["stdin"]
    }

    audit {
      token_values = "plain"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Token values stand in the logs as they are"
}
