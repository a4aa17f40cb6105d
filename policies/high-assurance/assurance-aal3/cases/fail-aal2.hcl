# One level below.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    assurance = "aal2"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "opened with aal2; aal3 is demanded"
}
