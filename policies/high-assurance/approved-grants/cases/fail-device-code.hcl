# A code that somebody else may be waiting for.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["authorization_code", "device_code"]
    pkce   = true
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Not approved: device_code."
}
