# A client that does not authenticate needs no credential.

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
      auth = "none"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
