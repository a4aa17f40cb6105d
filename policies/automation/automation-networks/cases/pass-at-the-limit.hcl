# As wide as it may be.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    conditions {
      networks = ["10.0.0.0/8"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
