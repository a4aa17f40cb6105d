# The issuer decides.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "ai_agent"
    host             = "server"
    access_token_ttl = "inherit"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "access token is left to the issuer"
}
