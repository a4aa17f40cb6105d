# Whole parts of a scope count, and none of these does harm.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
    grants = ["client_credentials"]
    scopes = ["payments:read", "refundable", "rewrites.list"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
