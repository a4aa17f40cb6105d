# The session outlives the job.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revoke {
      on     = ["role_change"]
      within = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "outlives: offboarding"
}
