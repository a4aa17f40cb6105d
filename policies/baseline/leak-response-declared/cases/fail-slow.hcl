# A second over the limit.

team "security" {
  contact = "security@acme.example"
}

cli "demo" {
  leak_response {
    team    = team.security
    contact = "pager: security-oncall"
    runbook = "https://runbooks.acme.example/demo/leak"
    within  = "3601s"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "revoked within 1h1s; at most 1h is allowed"
}
