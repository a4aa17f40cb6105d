# The token lies in a URL.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["implicit"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Not approved: implicit"
}
