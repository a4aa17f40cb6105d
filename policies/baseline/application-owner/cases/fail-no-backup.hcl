# Nobody answers when the team does not.

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
  message = "has no backup"
}
