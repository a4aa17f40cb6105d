# A team that lists its planes is held to them.

custody {
  name = "case"

  governance {
    owner    = team.payments
    version  = "2026.2"
    reviewed = "2026-09-01"
  }
}

team "payments" {
  planes  = ["application"]
  contact = "payments@acme.example"
}

expect {
  subject = workspace
  verdict = "fail"
  message = "not declared accountable for governance"
}
