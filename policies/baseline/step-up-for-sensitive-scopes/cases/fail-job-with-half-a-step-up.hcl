# Declared for a job, and without an age.

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
      scopes = ["payments:refund"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared how old"
}
