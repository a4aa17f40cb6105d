# A keychain is enough for the baseline alone.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    storage {
      model      = "os_keychain"
      persistent = true
      fallback   = "fail"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "survives a restart of the host (os_keychain)"
}
