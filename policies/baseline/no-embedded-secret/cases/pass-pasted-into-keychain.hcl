# Nothing but a pasted token: there is no client, and a keychain keeps it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["static_token"]
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
