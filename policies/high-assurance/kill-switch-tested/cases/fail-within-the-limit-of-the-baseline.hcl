# Recent enough for the baseline alone.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.acme.example/stop"
    tested  = "2026-08-02"
  }
}

expect {
  subject = issuer.corp
  verdict = "fail"
  message = "last tried 91d ago; at most 90d is allowed"
}
