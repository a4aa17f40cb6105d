# The code of one grant is not the code of the other.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer          = issuer.corp
    actor           = "human"
    host            = "shared"
    grants          = ["authorization_code", "device_code"]
    device_code_ttl = "5m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
