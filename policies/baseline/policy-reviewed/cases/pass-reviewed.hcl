# An owner, a version and a recent review.

custody {
  name = "case"

  governance {
    owner    = team.grc
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
  verdict = "pass"
}
