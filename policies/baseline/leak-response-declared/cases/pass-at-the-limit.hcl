# Exactly as long as it may take.

team "security" {
  contact = "security@acme.example"
}

cli "demo" {
  leak_response {
    team    = team.security
    contact = "pager: security-oncall"
    runbook = "https://runbooks.acme.example/demo/leak"
    within  = "1h"
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
}
