# A list without static_token has none.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = []
    client {
      type = "public"
      auth = "none"
    }
    storage {
      model = "plaintext_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
