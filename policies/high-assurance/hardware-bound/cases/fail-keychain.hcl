# A keychain gives the token to every program of its user.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    storage {
      model    = "os_keychain"
      fallback = "fail"
      bound_to = "device"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "stored as os_keychain, and no hardware binds it"
}
