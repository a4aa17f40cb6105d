# The token is erased, and refreshed where that is still allowed.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    expiry {
      on_expiry = "refresh"
      leeway    = "5s"
      wipe_on   = ["expiry"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
