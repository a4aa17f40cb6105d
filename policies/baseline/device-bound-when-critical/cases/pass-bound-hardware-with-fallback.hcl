# The binding holds wherever the token lies.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "dpop"
    storage {
      model    = "hardware"
      fallback = "memory"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
