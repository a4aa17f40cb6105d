# A credential of which it is not said what it is.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    storage {
      client_credential = "secret_manager"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "authenticates neither by a key"
}
