# What the session leaves unset comes from the CLI.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  revocation {
    endpoint = "https://sso.acme.example/oauth2/revoke"
    drilled  = "2026-08-03"
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
