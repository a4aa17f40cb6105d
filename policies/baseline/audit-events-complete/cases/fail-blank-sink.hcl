# A sink of spaces is none.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    audit {
      events = ["issuance", "refresh", "reuse", "invalidation", "step_up", "logout"]
      sink   = "  "
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not sent anywhere"
}
