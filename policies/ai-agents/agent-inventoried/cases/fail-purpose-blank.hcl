# A purpose of spaces is none.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  purpose     = "  "
  criticality = "moderate"
  data        = "confidential"

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
  message = "not declared: purpose."
}
