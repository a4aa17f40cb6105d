# Said to be off.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["authorization_code"]
    pkce   = false
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "PKCE"
}
