# Two days of access after the last day.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revoke {
      on     = ["offboarding", "role_change"]
      within = "48h"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "at most"
}
