# A client with a credential is judged by it, whatever it is called.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["authorization_code"]
    client {
      type = "public"
      auth = "none"
    }
    storage {
      client_credential = "environment"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "comes from environment"
}
