# A server on the same machine, and nobody has asked it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revocation {
      endpoint = "http://127.0.0.1:4444/oauth2/revoke"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Nobody has tried"
}
