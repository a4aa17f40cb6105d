# As long as it may be.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "ai_agent"
    host             = "server"
    access_token_ttl = "15m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
