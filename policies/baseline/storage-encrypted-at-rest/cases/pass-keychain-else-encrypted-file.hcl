# What it falls back to is encrypted as well.

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
      fallback = "encrypted_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
