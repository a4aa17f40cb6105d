# The client of a job.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "other" {
    issuer    = issuer.corp
    client_id = "demo"
    actor     = "automation"
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
  message = "shared with cli.demo.session.other (automation)"
}
