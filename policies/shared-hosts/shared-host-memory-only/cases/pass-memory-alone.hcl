# Memory needs no more words.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"

    storage {
      model = "memory"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
