# Who proposes also approves.

team "payments" {
  planes  = ["application", "identity"]
  contact = "payments@acme.example"
}

cli "demo" {
  owners {
    application = team.payments
    identity    = team.payments
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "payments answers for both planes"
}
