# However the token is obtained, it is kept well.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    client {
      type = "public"
      auth = "none"
    }
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
