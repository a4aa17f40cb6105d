# A login in the system browser.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["authorization_code"]
    pkce   = true
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
