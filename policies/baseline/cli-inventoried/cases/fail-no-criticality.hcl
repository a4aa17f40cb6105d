# Nobody has said how much harm a stolen session can do.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  purpose = "Refunds by on-call staff."
  data    = "confidential"

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
  message = "Not declared: criticality."
}
