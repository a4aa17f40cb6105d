# Which rules?

custody {
  name = "case"

  governance {
    owner    = team.grc
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
  message = "which version of the rules"
}
