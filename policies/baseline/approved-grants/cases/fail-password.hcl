# The CLI sees the password.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["password"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Not approved: password"
}
