# One team, and the other plane is nobody's.

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
  verdict = "fail"
  message = "No team answers for the application plane"
}
