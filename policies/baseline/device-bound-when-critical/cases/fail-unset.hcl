# Silence about the binding is not compliance.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "critical (high), and nothing binds"
}
