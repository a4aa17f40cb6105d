# An application team does not stand in for the identity team.

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
  message = "No identity team"
}
