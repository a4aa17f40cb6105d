# One bounded network beside every address of the newer kind.

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
      networks = ["10.20.0.0/16", "::/0"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "no bounded network: ::/0."
}
