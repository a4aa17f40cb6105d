# Nothing is left on the host.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"
    storage {
      model = "memory"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
