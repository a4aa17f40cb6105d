# Nobody acts.

team "security" {
  contact = "security@acme.example"
}

cli "demo" {
  leak_response {
    contact = "pager: security-oncall"
    runbook = "https://runbooks.acme.example/demo/leak"
    within  = "30m"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "No team acts"
}
