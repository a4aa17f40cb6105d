# A job with a certificate.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "automation"
    host              = "server"
    sender_constraint = "mtls"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
