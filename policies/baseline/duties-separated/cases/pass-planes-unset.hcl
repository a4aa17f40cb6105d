# A team without planes is not confined to any.

team "payments" {
  contact = "payments@acme.example"
}

team "iam" {
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
