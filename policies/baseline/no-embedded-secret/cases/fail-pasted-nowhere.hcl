# Silence about the store is not compliance.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["static_token"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared where it lies"
}
