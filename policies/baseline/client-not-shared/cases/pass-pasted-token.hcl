# A token that a person pasted belongs to no client.

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
  verdict = "pass"
}
