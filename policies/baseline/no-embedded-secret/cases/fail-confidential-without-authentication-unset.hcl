# It is called confidential, and nothing proves it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["authorization_code"]
    client {
      type = "confidential"
      auth = "none"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared where its credential comes from"
}
