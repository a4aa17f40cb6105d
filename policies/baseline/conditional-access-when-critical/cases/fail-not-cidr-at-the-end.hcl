# Nor is what only begins like one.

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
      networks = ["10.20.0.0/16 or anywhere"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "no bounded network: 10.20.0.0/16 or anywhere."
}
