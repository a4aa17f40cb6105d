# The widest network that is not every network.

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
      networks = ["0.0.0.0/1"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
