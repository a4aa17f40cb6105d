# The storage of the CLI is that of the session.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  storage {
    model      = "encrypted_file"
    persistent = false
  }

  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "shared"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lies in encrypted_file"
}
