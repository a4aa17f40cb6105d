# On no event.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"

    expiry {
      wipe_on = []
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "stays on the shared host after"
}
