# A year to the day.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.acme.example/sso/kill"
    tested  = "2025-11-01"
  }
}

expect {
  subject = issuer.corp
  verdict = "pass"
}
