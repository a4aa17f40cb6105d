# It may lie anywhere.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    storage {
      passed_by = ["stdin"]
    }

    audit {
      token_values = "masked"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared where the token lies"
}
