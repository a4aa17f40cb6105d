# A list without a grant.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
    grants = []
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared how the agent obtains its token"
}
