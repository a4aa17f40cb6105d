# All three at one stroke, written down, and tried this year.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.acme.example/sso/kill"
    tested  = "2026-09-20"
  }
}

expect {
  subject = issuer.corp
  verdict = "pass"
}
