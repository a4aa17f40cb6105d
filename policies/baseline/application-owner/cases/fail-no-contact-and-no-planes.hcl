# A team that nobody can reach, whatever it may answer for.

team "payments" {
  backup = team.platform
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
  verdict = "fail"
  message = "has no contact"
}
