# Other policies ask what happens without a keychain.

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
      model = "os_keychain"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
