# What is not stored is not found.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"

    storage {
      model = "none"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
