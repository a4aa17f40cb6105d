# An empty list bounds nothing.

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
      networks = []
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "list of networks is empty"
}
