# Nothing is settled.

team "security" {
  contact = "security@acme.example"
}

cli "demo" {
  title = "Demo"
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "No team acts"
}
