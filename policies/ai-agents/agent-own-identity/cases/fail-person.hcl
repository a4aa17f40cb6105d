# The client of a person.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "other" {
    issuer    = issuer.corp
    client_id = "demo"
    actor     = "human"
    host      = "server"
  }

  session "ws" {
    issuer    = issuer.corp
    actor     = "ai_agent"
    host      = "server"
    client_id = "demo"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "demo is shared with cli.demo.session.other (human)"
}
