# Two owners, and nobody asked them.

team "payments" {
  planes  = ["application"]
  contact = "payments@acme.example"
}

team "iam" {
  planes  = ["identity"]
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
  verdict = "fail"
  message = "Nobody has confirmed"
}
