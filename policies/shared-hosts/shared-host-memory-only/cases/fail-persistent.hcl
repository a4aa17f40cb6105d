# Hardware that keeps the token for the next day.

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
      persistent = true
      fallback   = "fail"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "survives a restart of the shared host (hardware)"
}
