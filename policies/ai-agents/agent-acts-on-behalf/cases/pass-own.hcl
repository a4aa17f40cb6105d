# A credential of the agent's own.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
    grants = ["client_credentials", "jwt_bearer"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
