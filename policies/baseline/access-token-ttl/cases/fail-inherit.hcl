# The issuer's default is not this file's promise.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    access_token_ttl = "inherit"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "left to the issuer"
}
