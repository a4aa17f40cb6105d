# The binding holds wherever the token lies.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model      = "memory"
      fallback   = "encrypted_file"
      persistent = false
      bound_to   = "device"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
