# A list without a name restricts nothing.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer   = issuer.corp
    actor    = "human"
    host     = "personal"
    audience = []
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "audience is empty"
}
