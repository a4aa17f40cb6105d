# The agent acts, but a person logged in.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "ai_agent"
    host         = "server"
    grants       = ["authorization_code"]
    idle_timeout = "15m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "assurance level"
}
