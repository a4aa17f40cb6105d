# A CLI of people.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  title = "Demo"

  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "server"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo
  verdict = "not_applicable"
}
