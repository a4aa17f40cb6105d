# On a laptop the variable comes from a file that is read at login.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model = "environment"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "environment variable"
}
