# Tried a day too long ago.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revocation {
      endpoint = "https://sso.acme.example/oauth2/revoke"
      drilled  = "2026-08-02"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "91d ago; at most 90d"
}
