# The team answers for the other plane only.

team "payments" {
  planes  = ["application"]
  contact = "payments@acme.example"
}

team "platform" {
  planes  = ["application"]
  contact = "platform@acme.example"
}

cli "demo" {
  owners {
    application = team.payments
    identity    = team.platform
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "Team platform is not declared accountable for the identity plane"
}
