# Whether the token is erased is anybody's guess.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    expiry {
      on_expiry = "reauthenticate"
      leeway    = "30s"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared when the CLI erases"
}
