# A name is no inventory.

cli "demo" {
  repository = "acme/demo"
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "Not declared: purpose, criticality, data, any session."
}
