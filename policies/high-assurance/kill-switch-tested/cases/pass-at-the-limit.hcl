# As long ago as it may be in this pack.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.acme.example/stop"
    tested  = "2026-08-03"
  }
}

expect {
  subject = issuer.corp
  verdict = "pass"
}
