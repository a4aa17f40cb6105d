# A second secret, and a long-lived one.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "automation"
    host          = "build_agent"
    refresh_token = "static"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "gets a refresh token (static)"
}
