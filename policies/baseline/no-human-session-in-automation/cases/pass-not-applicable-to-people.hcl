# A person on a laptop.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["device_code"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
