# An empty list obtains no token, so it cannot be true.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = []
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "list of grants is empty"
}
