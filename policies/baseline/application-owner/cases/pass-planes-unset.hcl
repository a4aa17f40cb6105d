# A team without planes is not confined to any.

team "payments" {
  contact = "payments@acme.example"
  backup  = team.platform
}

team "platform" {
  contact = "platform@acme.example"
}

cli "demo" {
  owners {
    application = team.payments
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
}
