# A sentence of spaces says nothing.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  purpose     = "  "
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
  verdict = "fail"
  message = "Not declared: purpose."
}
