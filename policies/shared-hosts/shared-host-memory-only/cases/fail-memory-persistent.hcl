# Memory that is written to the disk.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"

    storage {
      model      = "memory"
      persistent = true
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "survives a restart of the shared host (memory)"
}
