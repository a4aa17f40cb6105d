# Saying that nothing binds it does not bind it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    refresh_token     = "static"
    sender_constraint = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "static"
}
