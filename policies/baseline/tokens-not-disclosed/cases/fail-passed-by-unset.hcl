# Silence about how tokens are handed over.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    storage {
      model = "os_keychain"
    }

    audit {
      token_values = "masked"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "how the token is handed to other programs"
}
