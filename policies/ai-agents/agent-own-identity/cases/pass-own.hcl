# A client that nobody else uses.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "ai_agent"
    host      = "server"
    client_id = "demo-agent"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
