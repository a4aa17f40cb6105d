# A code of which nobody says when it ends.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"
    grants = ["authorization_code", "device_code"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared how long a device code waits"
}
