# A client with a credential is judged by it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["authorization_code"]
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
