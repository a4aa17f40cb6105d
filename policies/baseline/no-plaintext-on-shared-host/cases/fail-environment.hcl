# Whatever sets the variable at login is a file, and every process of the user reads the variable.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"
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
