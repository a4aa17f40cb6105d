# The team answers for the other plane only.

team "sso" {
  planes  = ["identity"]
  contact = "sso@acme.example"
}

team "iam" {
  contact = "iam@acme.example"
}

cli "demo" {
  owners {
    application = team.sso
    identity    = team.iam
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "Team sso is not declared accountable for the application plane"
}
