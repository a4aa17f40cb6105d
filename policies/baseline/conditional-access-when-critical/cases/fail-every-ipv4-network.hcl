# Every address of the older kind.

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
      networks = ["0.0.0.0/0"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "no bounded network: 0.0.0.0/0."
}
