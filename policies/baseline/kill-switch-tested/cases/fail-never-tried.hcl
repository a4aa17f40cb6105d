# Declared, and never tried.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"

  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.acme.example/sso/kill"
  }
}

expect {
  subject = issuer.corp
  verdict = "fail"
  message = "Nobody has tried"
}
