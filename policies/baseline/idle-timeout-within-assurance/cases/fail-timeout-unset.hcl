# A level without a timeout.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    assurance = "aal3"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared"
}
