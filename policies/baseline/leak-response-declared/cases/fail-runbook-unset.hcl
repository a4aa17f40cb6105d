# Nobody knows what to do.

team "security" {
  contact = "security@acme.example"
}

cli "demo" {
  leak_response {
    team    = team.security
    contact = "pager: security-oncall"
    within  = "30m"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "No runbook says"
}
