# A client for each CLI.

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
}

cli "other" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    client_id = "other"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}

expect {
  subject = cli.other.session.ws
  verdict = "pass"
}
