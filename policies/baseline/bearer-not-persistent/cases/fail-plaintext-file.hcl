# A copy of the disk is a session.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "none"
    storage {
      model      = "plaintext_file"
      persistent = true
      bound_to   = "nothing"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "(plaintext_file), and nothing binds it"
}
