# Confirmed last month.

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
    attested    = "2026-10-02"
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
}
