# The team answers for other planes only.

team "payments" {
  planes  = ["application"]
  contact = "payments@acme.example"
}

cli "demo" {
  owners {
    identity = team.payments
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "not declared accountable"
}
