# Nobody decides.

custody {
  name = "case"

  governance {
    version  = "2026.2"
    reviewed = "2026-09-01"
  }
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
