# Every event on which a CLI can erase its token.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"

    expiry {
      wipe_on = ["logout", "expiry", "device_change", "policy_failure"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
