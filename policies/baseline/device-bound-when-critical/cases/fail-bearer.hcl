# A copy of the token is the session.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "none"
    storage {
      model    = "os_keychain"
      fallback = "fail"
      bound_to = "nothing"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "critical (high), and nothing binds"
}
