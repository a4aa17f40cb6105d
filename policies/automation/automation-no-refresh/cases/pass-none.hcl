# Access tokens alone.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "automation"
    host          = "server"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
