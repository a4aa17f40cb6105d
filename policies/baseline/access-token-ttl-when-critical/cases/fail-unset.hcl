# Silence is no limit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "No lifetime of the access token is declared; at most 15m is allowed for a critical CLI."
}
