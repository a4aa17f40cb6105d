# Short-lived, and still read by every step of the job.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "ephemeral_runner"
    storage {
      model = "plaintext_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "(ephemeral_runner)"
}
