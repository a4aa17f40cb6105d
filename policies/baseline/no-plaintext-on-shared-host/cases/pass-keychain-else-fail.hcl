# No keychain, no token.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"
    storage {
      model    = "os_keychain"
      fallback = "fail"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
