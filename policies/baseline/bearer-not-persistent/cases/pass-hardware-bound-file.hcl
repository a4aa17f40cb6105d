# A copy is worthless without the hardware.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model      = "encrypted_file"
      persistent = true
      bound_to   = "hardware"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
