# A version of spaces is none, whichever other teams there are.

custody {
  name = "case"

  governance {
    owner    = team.grc
    version  = "  "
    reviewed = "2026-09-01"
  }
}

team "grc" {
  contact = "grc@acme.example"
}

team "payments" {
  planes  = ["application"]
  contact = "payments@acme.example"
}

expect {
  subject = workspace
  verdict = "fail"
  message = "which version of the rules"
}
