# A job with an identity of its own is not idle, it is over.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "ephemeral_runner"
    grants = ["client_credentials"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
