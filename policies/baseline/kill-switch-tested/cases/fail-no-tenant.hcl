# When everything is in doubt, everything goes on.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    reach   = ["user", "client"]
    runbook = "https://runbooks.acme.example/sso/kill"
    tested  = "2026-09-20"
  }
}

expect {
  subject = issuer.corp
  verdict = "fail"
  message = "all sessions of a tenant."
}
