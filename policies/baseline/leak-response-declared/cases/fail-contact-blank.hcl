# A contact of spaces is none.

team "security" {
  contact = "security@acme.example"
}

cli "demo" {
  leak_response {
    team    = team.security
    contact = "  "
    runbook = "https://runbooks.acme.example/demo/leak"
    within  = "30m"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "how the team that acts on a leak is reached"
}
