# A step-up of any age.

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
      scopes = ["payments:refund"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared how old the authentication for a sensitive scope may be; at most 15m"
}
