# Pasted, and good until somebody remembers it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["device_code", "static_token"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Not approved: static_token"
}
