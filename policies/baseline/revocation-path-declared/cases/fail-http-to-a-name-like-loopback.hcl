# A host that only begins like the local one.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revocation {
      endpoint = "http://127.0.0.1.acme.example/oauth2/revoke"
      drilled  = "2026-10-20"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not reached by https"
}
