# Anybody on the way can rewrite the steps.

team "security" {
  contact = "security@acme.example"
}

cli "demo" {
  leak_response {
    team    = team.security
    contact = "pager: security-oncall"
    runbook = "http://runbooks.acme.example/demo/leak"
    within  = "30m"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "not reached by https"
}
