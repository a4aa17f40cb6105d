# A second over the limit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["payments:read", "payments:refund"]

    step_up {
      scopes  = ["payments:refund"]
      max_age = "901s"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "may be 15m1s old; at most 15m is allowed"
}
