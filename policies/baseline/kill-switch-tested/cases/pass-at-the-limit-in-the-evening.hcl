# A year to the day, and the day holds to its end.

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
  at      = "2026-11-01T18:30:00Z"
}
