# A token for both.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
    grants = ["token_exchange"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
