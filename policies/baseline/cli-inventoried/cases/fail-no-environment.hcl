# Whether it is the real thing is anybody's guess.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  title       = "Demo CLI"
  purpose     = "Refunds by on-call staff."
  criticality = "high"
  data        = "confidential"

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "Not declared: environment of session ws."
}
