# The scopes are not declared, the step-up is.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

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
