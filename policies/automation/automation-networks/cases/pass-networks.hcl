# Two networks, of which one is a single address.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    conditions {
      networks = ["10.20.0.0/16", "192.0.2.7/32"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
