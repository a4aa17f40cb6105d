# A pasted token can be restricted too, so silence about it counts.

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
  message = "not declared which resource servers"
}
