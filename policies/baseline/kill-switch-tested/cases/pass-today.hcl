# Tried on the day that is judged.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.acme.example/sso/kill"
    tested  = "2026-11-01"
  }
}

expect {
  subject = issuer.corp
  verdict = "pass"
}
