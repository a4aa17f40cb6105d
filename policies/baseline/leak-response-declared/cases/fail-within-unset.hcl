# At any time.

team "security" {
  contact = "security@acme.example"
}

cli "demo" {
  leak_response {
    team    = team.security
    contact = "pager: security-oncall"
    runbook = "https://runbooks.acme.example/demo/leak"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "how soon a leaked token is revoked; at most 1h"
}
