# Only the other tool's session is complained about.

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

cli "other" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    client_id = "demo"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "is also that of cli.other.session.ws."
}
