# There is no device code.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"
    grants = ["authorization_code"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
