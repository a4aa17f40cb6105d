# A keychain gives the token to whoever is logged in.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model = "os_keychain"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "critical (high), and nothing binds"
}
