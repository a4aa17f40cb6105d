# A team without planes is not confined to any.

team "iam" {
  contact = "iam@acme.example"
}

cli "demo" {
  owners {
    identity = team.iam
  }
}

expect {
  subject = cli.demo
  verdict = "pass"
}
