# So is what lies on a build agent.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "build_agent"
    access_token_ttl = "1h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "access token lives 1h"
}
