# A server on the same machine.

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
      drilled  = "2026-10-20"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
