# Nothing to call, so people follow the runbook.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["static_token"]
    revocation {
      runbook = "https://runbooks.acme.example/demo/revoke"
      drilled = "2026-10-20"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
