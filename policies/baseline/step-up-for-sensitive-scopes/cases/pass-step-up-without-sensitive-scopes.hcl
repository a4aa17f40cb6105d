# A step-up that nothing needs.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["payments:read"]

    step_up {
      max_age = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
