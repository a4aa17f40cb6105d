# A team that lists no planes is confined to none.

custody {
  name = "case"

  governance {
    owner    = team.grc
    version  = "2026.2"
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
  verdict = "pass"
}
