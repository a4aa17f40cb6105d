# A second over the limit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer          = issuer.corp
    actor           = "human"
    host            = "shared"
    grants          = ["device_code"]
    device_code_ttl = "15m1s"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "waits 15m1s for the person; at most 15m is allowed"
}
