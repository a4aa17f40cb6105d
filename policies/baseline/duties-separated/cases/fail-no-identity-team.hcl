# One team, and the other plane is nobody's.

team "payments" {
  planes  = ["application"]
  contact = "payments@acme.example"
}

cli "demo" {
  owners {
    application = team.payments
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "No team answers for the identity plane"
}
