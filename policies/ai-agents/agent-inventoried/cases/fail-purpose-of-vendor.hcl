# Whose it is is said, and not what for.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
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
  verdict = "fail"
  message = "not declared: purpose."
}
