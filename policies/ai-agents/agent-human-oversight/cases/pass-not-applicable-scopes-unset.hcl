# What the scopes are is another policy's question.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
    grants = ["token_exchange"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
