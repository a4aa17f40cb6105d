# A tool of somebody else's, and whose.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  purpose     = "Proposes decisions."
  criticality = "moderate"
  data        = "confidential"
  vendor {
    name = "Example Vendor"
  }
  deliver "native" {}

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
