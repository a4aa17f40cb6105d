# A copy is worthless on another device.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model    = "os_keychain"
      fallback = "fail"
      bound_to = "device"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
