# Everything.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["openid", "*"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Too wide: *"
}
