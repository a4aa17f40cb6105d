# Silence about the owners is not compliance.

cli "demo" {
  purpose = "Nobody knows."
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "for either plane"
}
