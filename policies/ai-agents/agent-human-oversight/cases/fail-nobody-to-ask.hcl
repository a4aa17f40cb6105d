# A step-up that nobody can make.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
    grants = ["client_credentials"]
    scopes = ["payments:refund"]

    step_up {
      scopes  = ["payments:refund"]
      max_age = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "acts for nobody who could be asked: it obtains its token by client_credentials."
}
