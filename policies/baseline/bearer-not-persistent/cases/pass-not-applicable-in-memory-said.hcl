# Memory does not survive a restart, and the declaration says so.

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
      fallback   = "fail"
      persistent = false
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
