# A team that is its own backup has none.

team "payments" {
  planes  = ["application"]
  contact = "payments@acme.example"
  backup  = team.payments
}

cli "demo" {
  owners {
    application = team.payments
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "is its own backup"
}
