# Declared for a job, and without scopes.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
    scopes = ["payments:read", "payments:refund"]

    step_up {
      max_age = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "asked to authenticate again for: payments:refund."
}
