# Nothing to call, and nothing written down.

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
      drilled = "2026-10-20"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "no runbook"
}
