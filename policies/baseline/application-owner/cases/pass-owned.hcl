# A team that is reachable, has a backup and may answer for the application plane.

team "payments" {
  planes  = ["application"]
  contact = "payments@acme.example"
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
  verdict = "pass"
}
