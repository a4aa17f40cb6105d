# As long as is allowed.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer          = issuer.corp
    actor           = "human"
    host            = "shared"
    grants          = ["device_code"]
    device_code_ttl = "15m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
