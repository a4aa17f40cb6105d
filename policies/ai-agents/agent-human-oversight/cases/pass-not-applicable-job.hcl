# Nobody sits at a job.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
    scopes = ["payments:refund"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
