# A copy is worthless on another device.

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
      bound_to   = "device"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
