# A job's step-up is judged where it is declared.

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
      scopes  = ["payments:refund"]
      max_age = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
