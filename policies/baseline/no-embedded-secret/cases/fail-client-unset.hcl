# Silence about the client is not compliance.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["authorization_code"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "neither that the client is public"
}
