# Nobody has read them as a whole.

custody {
  name = "case"

  governance {
    owner   = team.grc
    version = "2026.2"
  }
}

team "grc" {
  planes  = ["governance"]
  contact = "grc@acme.example"
}

expect {
  subject = workspace
  verdict = "fail"
  message = "Nobody has reviewed the rules"
}
