# Nothing but a title.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  title = "Demo"

  session "ws" {
    issuer        = issuer.corp
    actor         = "ai_agent"
    host          = "server"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "not declared: purpose, criticality, data."
}
