# What counts is what a team answers for here, not what it could answer for.

team "payments" {
  planes  = ["application", "identity"]
  contact = "payments@acme.example"
}

team "iam" {
  planes  = ["application", "identity"]
  contact = "iam@acme.example"
}

cli "demo" {
  owners {
    application = team.payments
    identity    = team.iam
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
}
