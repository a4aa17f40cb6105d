# An agent of the organization's own.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  purpose     = "Proposes decisions."
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
  verdict = "pass"
}
