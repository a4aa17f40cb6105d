# A file that the agent can edit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"

    audit {
      sink = "file:///var/log/agent.log"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "go to file:///var/log/agent.log"
}
