# A team that is confined to no plane is still one team.

team "payments" {
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
