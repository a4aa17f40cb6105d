# A job of which it is not said whether it refreshes.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "shared"
    grants = ["client_credentials"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared"
}
