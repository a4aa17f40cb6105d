# An agent acts for people, who leave as well.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared on which events"
}
