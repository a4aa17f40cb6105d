# A host of one person.

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
      fallback   = "encrypted_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
