# Instructions that anyone on the way can rewrite.

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
      runbook = "http://runbooks.acme.example/demo/revoke"
      drilled = "2026-10-20"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "runbook is not reached by https"
}
