# Two agents of one tool.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "other" {
    issuer    = issuer.corp
    client_id = "demo-agent"
    actor     = "ai_agent"
    host      = "server"
  }

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
