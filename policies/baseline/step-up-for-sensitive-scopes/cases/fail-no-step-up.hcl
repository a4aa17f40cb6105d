# The token alone is enough.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["payments:read", "payments:refund"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "asked to authenticate again for: payments:refund."
}
