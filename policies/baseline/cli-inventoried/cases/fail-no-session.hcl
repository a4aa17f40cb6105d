# A tool without a session is not described to the end.

cli "demo" {
  title       = "Demo CLI"
  purpose     = "Refunds by on-call staff."
  criticality = "high"
  data        = "confidential"
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "Not declared: any session."
}
