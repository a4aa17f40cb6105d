# A test cannot be dated in advance.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.acme.example/sso/kill"
    tested  = "2026-11-02"
  }
}

expect {
  subject = issuer.corp
  verdict = "fail"
  message = "not come yet"
}
