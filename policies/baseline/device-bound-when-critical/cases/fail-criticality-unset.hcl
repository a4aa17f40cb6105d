# A CLI that does not say how critical it is may be critical.

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
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "is not declared, so it is judged as a critical one"
}
