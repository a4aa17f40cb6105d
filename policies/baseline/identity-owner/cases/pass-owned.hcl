# A team that may answer for the identity plane.

team "iam" {
  planes  = ["identity"]
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
