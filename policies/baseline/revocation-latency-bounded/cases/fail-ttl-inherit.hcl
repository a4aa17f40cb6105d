# The issuer's default is not this file's promise.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "moderate"

  session "ws" {
    issuer           = issuer.corp
    actor            = "human"
    host             = "personal"
    refresh_token    = "static"
    access_token_ttl = "inherit"
    revoke {
      propagation = "2m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "left to the issuer"
}
