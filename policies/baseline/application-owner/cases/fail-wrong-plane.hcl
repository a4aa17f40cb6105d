# The team answers for other planes only.

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
    application = team.iam
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "not declared accountable"
}
