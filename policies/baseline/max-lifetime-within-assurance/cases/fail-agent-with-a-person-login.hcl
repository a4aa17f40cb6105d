# The agent acts, but a person logged in.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "ai_agent"
    host         = "server"
    grants       = ["device_code"]
    max_lifetime = "12h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "assurance level"
}
