# What happens without a keychain is anybody's guess.

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
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared what happens where os_keychain is missing"
}
