# A runbook is no endpoint where there could be one.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["authorization_code"]
    revocation {
      runbook = "https://runbooks.acme.example/demo/revoke"
      drilled = "2026-10-20"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "No revocation endpoint"
}
