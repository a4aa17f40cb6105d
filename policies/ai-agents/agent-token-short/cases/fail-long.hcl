# A second over the limit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "ai_agent"
    host             = "server"
    access_token_ttl = "901s"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "agent's access token lives 15m1s; at most 15m is allowed"
}
