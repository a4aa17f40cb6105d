# A token in memory that is useless without the hardware.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    storage {
      model    = "memory"
      bound_to = "hardware"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
