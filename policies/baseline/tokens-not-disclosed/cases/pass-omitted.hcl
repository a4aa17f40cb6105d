# Token values are left out.

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
      token_values = "omitted"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
