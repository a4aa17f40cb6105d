# Nobody said anything about the rules.

custody {
  name = "case"
}

team "grc" {
  planes  = ["governance"]
  contact = "grc@acme.example"
}

expect {
  subject = workspace
  verdict = "fail"
  message = "No team answers for the rules"
}
