# A sentence with a link is no link.

team "security" {
  contact = "security@acme.example"
}

cli "demo" {
  leak_response {
    team    = team.security
    contact = "pager: security-oncall"
    runbook = "see https://runbooks.acme.example/demo/leak"
    within  = "30m"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "not reached by https"
}
