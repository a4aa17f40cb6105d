# Nothing is ended at one stroke.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    reach   = []
    runbook = "https://runbooks.acme.example/sso/kill"
    tested  = "2026-09-20"
  }
}

expect {
  subject = issuer.corp
  verdict = "fail"
  message = "all sessions of a client or a tenant or a user."
}
