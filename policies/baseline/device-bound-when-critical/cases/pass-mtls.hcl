# A copy is worthless without the certificate.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "mtls"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
