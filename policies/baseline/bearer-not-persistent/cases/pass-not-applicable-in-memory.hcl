# Memory does not survive a restart.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model = "memory"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
