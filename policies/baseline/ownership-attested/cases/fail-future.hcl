# A confirmation cannot be made in advance.

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
    attested    = "2026-11-02"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "not come yet"
}
