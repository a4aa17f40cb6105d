# What is not declared is the finding of approved-grants.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
