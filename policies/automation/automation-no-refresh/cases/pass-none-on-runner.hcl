# On a runner, whoever acts.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "ai_agent"
    host          = "ephemeral_runner"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
