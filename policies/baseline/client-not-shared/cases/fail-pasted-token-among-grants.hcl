# A pasted token is one way of two.

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
  message = "not declared which client"
}
