# In somebody's head.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    reach  = ["user", "client", "tenant"]
    tested = "2026-09-20"
  }
}

expect {
  subject = issuer.corp
  verdict = "fail"
  message = "No runbook"
}
