# Where the hardware is missing, a file.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"

    storage {
      model      = "hardware"
      persistent = false
      fallback   = "encrypted_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "falls back to a file (encrypted_file)"
}
