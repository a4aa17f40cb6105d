# An agent that obtains its own token.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "agent" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "ephemeral_runner"
    grants = ["jwt_bearer"]
  }
}

expect {
  subject = cli.demo.session.agent
  verdict = "pass"
}
