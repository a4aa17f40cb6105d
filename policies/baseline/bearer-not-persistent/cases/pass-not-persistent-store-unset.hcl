# Wherever it lies, it does not survive.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      persistent = false
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
