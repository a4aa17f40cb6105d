# Reviewed tomorrow.

custody {
  name = "case"

  governance {
    owner    = team.grc
    version  = "2026.2"
    reviewed = "2026-11-02"
  }
}

team "grc" {
  planes  = ["governance"]
  contact = "grc@acme.example"
}

expect {
  subject = workspace
  verdict = "fail"
  message = "has not come yet"
}
