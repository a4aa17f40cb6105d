# A keychain whose content is useless without the hardware.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    storage {
      model    = "os_keychain"
      fallback = "memory"
      bound_to = "hardware"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
