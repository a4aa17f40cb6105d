# A login that was copied into the pipeline.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "ephemeral_runner"
    grants = ["device_code"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lies on a host of automation (ephemeral_runner)"
}
