# A team that may answer for nothing does not answer for this.

team "payments" {
  planes  = []
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
  message = "Team payments is not declared accountable"
}
