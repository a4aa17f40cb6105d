# Silence erases nothing.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "shared"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared when the CLI erases"
}
