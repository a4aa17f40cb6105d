# All that an inventory asks for.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  title       = "Demo CLI"
  purpose     = "Refunds by on-call staff."
  criticality = "high"
  data        = "confidential"

  session "ws" {
    issuer      = issuer.corp
    actor       = "human"
    host        = "personal"
    environment = "production"
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
}
