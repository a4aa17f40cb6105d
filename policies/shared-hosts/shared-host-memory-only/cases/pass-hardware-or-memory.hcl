# Hardware, or else memory.

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
      fallback   = "memory"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
