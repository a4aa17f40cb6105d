# A shared client is one, also of pasted tokens.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    client_id = "demo"
    grants    = ["static_token"]
  }
}

cli "other" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    client_id = "demo"
    grants    = ["static_token"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "is also that of cli.other.session.ws."
}
