# Networks of either kind, on any device.

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
      managed_device = false
      networks       = ["10.20.0.0/16", "198.51.100.7/32", "2001:db8::/32"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
