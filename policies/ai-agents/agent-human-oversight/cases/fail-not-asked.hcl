# The token alone is enough.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
    grants = ["token_exchange"]
    scopes = ["payments:read", "payments:refund"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "before the agent uses: payments:refund."
}
