# A public client has no secret that could be embedded.

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
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
