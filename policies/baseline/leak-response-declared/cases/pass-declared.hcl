# A team, a contact, a runbook and a time.

team "security" {
  contact = "security@acme.example"
}

cli "demo" {
  leak_response {
    team    = team.security
    contact = "pager: security-oncall"
    runbook = "https://runbooks.acme.example/demo/leak"
    within  = "30m"
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
}
