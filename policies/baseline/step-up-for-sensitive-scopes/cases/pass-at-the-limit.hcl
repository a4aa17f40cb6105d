# Exactly as old as it may be.

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
      max_age = "15m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
