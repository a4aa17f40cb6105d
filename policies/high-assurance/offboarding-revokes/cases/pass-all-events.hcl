# Every event, at the limit of this pack.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    revoke {
      on     = ["offboarding", "role_change", "device_loss", "credential_compromise"]
      within = "1h"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
