# What lies on a runner is a job's.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "ai_agent"
    host             = "ephemeral_runner"
    access_token_ttl = "1h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "access token lives 1h"
}
