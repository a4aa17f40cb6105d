# Nor for an agent.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
    scopes = ["payments:read", "payments:refund"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
