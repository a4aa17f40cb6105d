# Nobody has said what the sessions reach.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  purpose     = "Refunds by on-call staff."
  criticality = "high"

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
  message = "Not declared: data."
}
