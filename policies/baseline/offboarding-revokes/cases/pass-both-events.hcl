# Both events, and soon.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revoke {
      on     = ["offboarding", "role_change", "device_loss"]
      within = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
