# Asked for one, and not for the other.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
    grants = ["token_exchange"]
    scopes = ["payments:refund", "users.Delete"]

    step_up {
      scopes  = ["payments:refund"]
      max_age = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "before the agent uses: users.Delete."
}
