# The keychain is missing on exactly this kind of host.

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
      fallback = "plaintext_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "falls back"
}
