# A person's client may be shared with an agent, and it is the agent that is blamed.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "other" {
    issuer    = issuer.corp
    client_id = "demo"
    actor     = "ai_agent"
    host      = "server"
  }

  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "server"
    client_id = "demo"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
