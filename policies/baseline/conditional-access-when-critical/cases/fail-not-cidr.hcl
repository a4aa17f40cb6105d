# A word is no network.

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
      networks = ["office"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "no bounded network: office."
}
