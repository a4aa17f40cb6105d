# An identity team does not stand in for the application team.

team "iam" {
  planes  = ["identity"]
  contact = "iam@acme.example"
  backup  = team.platform
}

team "platform" {
  contact = "platform@acme.example"
}

cli "demo" {
  owners {
    identity = team.iam
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "No application team"
}
