# The binding holds wherever the token lies.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "dpop"
    storage {
      model      = "os_keychain"
      fallback   = "encrypted_file"
      persistent = true
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
