# Shorter.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "automation"
    host             = "server"
    access_token_ttl = "5m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
