# The same name at another issuer is another client.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

issuer "oidc" "lab" {
  url = "https://lab.acme.example"
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
    issuer    = issuer.lab
    actor     = "human"
    host      = "personal"
    client_id = "demo"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
