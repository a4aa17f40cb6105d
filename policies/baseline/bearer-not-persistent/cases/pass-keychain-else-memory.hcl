# What it falls back to does not survive.

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
      fallback   = "memory"
      persistent = true
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
