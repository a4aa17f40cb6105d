# One client for two tools.

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
    client_id = "demo"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "The client demo is also that of cli.other.session.ws."
}

expect {
  subject = cli.other.session.ws
  verdict = "fail"
  message = "The client demo is also that of cli.demo.session.ws."
}
