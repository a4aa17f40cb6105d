# An empty name is no client.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    client_id = ""
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared which client"
}
