# Two sessions of one CLI are one program.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    client_id = "demo"
  }

  session "bastion" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    client_id = "demo"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}

expect {
  subject = cli.demo.session.bastion
  verdict = "pass"
}
