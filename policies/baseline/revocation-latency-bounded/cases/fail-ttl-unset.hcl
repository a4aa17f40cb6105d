# Without a lifetime there is no bound.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "moderate"

  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "personal"
    refresh_token = "rotating"
    revoke {
      propagation = "2m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lifetime is not declared"
}
