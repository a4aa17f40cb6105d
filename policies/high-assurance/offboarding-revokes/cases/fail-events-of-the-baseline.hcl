# What the baseline asks for, and no more.

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
      within = "1h"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "outlives: credential_compromise, device_loss."
}
