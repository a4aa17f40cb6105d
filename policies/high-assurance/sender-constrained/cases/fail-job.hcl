# No less for a job.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "automation"
    host              = "server"
    sender_constraint = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "a copy of it works"
}
