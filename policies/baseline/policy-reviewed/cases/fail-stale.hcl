# A day over the limit.

custody {
  name = "case"

  governance {
    owner    = team.grc
    version  = "2026.2"
    reviewed = "2025-10-30"
  }
}

team "grc" {
  planes  = ["governance"]
  contact = "grc@acme.example"
}

expect {
  subject = workspace
  verdict = "fail"
  message = "last reviewed 367d ago; at most 366d is allowed"
  at      = "2026-11-01"
}
