# Declared, and never tried.

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
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Nobody has tried"
}
