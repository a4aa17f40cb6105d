# The store does not survive; the file that replaces it does.

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
      fallback   = "encrypted_file"
      persistent = false
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "falls back to a file (encrypted_file)"
}
