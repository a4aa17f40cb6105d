# Reviewed 366 days ago to the second.

custody {
  name = "case"

  governance {
    owner    = team.grc
    version  = "2026.2"
    reviewed = "2025-10-31"
  }
}

team "grc" {
  planes  = ["governance"]
  contact = "grc@acme.example"
}

expect {
  subject = workspace
  verdict = "pass"
  at      = "2026-11-01T00:00:00Z"
}
