# The level that is demanded.

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
  verdict = "pass"
}
