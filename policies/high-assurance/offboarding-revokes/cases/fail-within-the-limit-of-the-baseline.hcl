# Soon enough for the baseline alone.

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
      within = "24h"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "ended within 1d; at most 1h is allowed"
}
