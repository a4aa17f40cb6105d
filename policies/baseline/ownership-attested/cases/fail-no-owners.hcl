# Without owners there is nothing that could have been confirmed.

cli "demo" {
  purpose = "Nobody knows."
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "Nobody has confirmed"
}
