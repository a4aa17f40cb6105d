# A step-up for one of two sensitive scopes.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["payments:read", "payments:refund", "payments:delete"]

    step_up {
      scopes  = ["payments:refund"]
      max_age = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "asked to authenticate again for: payments:delete."
}
