# Where the key comes from is another policy's question.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    client {
      type = "confidential"
      auth = "private_key_jwt"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
