# A job does not leave the company.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
