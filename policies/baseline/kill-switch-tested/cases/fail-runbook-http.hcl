# Instructions that anyone on the way can rewrite.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "http://runbooks.acme.example/sso/kill"
    tested  = "2026-09-20"
  }
}

expect {
  subject = issuer.corp
  verdict = "fail"
  message = "not reached by https"
}
