# A runbook does not say what it reaches.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    runbook = "https://runbooks.acme.example/sso/kill"
    tested  = "2026-09-20"
  }
}

expect {
  subject = issuer.corp
  verdict = "fail"
  message = "not declared what can be ended"
}
