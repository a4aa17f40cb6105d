# Bound to a certificate.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "shared"
    refresh_token     = "static"
    sender_constraint = "mtls"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
