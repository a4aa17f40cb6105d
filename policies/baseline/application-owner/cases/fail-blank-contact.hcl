# A contact of spaces is none.

team "payments" {
  planes  = ["application"]
  contact = "  "
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
  verdict = "fail"
  message = "has no contact"
}
