# The device is enough.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  criticality = "high"

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    conditions {
      managed_device = true
      networks       = ["0.0.0.0/0"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
