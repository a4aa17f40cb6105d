# Exactly the limit.

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
      within = "24h"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
