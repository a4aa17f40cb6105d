# A maker without a name.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  purpose     = "Proposes decisions."
  criticality = "moderate"
  data        = "confidential"
  vendor {
    name = ""
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
  message = "not declared: vendor.name."
}
