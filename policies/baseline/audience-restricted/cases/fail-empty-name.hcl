# A name that is none.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer   = issuer.corp
    actor    = "human"
    host     = "personal"
    audience = [""]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Not the name of one resource server: \"\"."
}
