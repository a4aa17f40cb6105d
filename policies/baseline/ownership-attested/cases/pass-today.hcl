# Confirmed on the day that is judged.

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
    attested    = "2026-11-01"
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
}
