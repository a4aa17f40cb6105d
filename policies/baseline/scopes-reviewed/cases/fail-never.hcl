# Scopes, and nobody has looked at them since.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["payments:read"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Nobody has looked"
}
