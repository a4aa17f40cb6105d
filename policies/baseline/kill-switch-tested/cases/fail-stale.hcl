# Tried a day too long ago.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.acme.example/sso/kill"
    tested  = "2025-10-31"
  }
}

expect {
  subject = issuer.corp
  verdict = "fail"
  message = "366d ago; at most 365d is allowed"
}
