# As safe as what is typed on the same host.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"

    storage {
      model      = "os_keychain"
      persistent = false
      fallback   = "fail"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lies in os_keychain on a shared host; accepted are hardware, memory, none"
}
