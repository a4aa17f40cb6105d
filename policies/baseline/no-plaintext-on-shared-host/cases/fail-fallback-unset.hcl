# What happens without a keychain is not said, and this kind of host has none.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"
    storage {
      model = "os_keychain"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "where os_keychain is missing"
}
