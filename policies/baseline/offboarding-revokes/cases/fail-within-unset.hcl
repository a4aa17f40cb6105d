# Sometime is not a time.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revoke {
      on = ["offboarding", "role_change"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "how soon"
}
