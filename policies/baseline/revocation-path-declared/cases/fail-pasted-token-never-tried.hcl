# A runbook that nobody has followed yet.

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
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "Nobody has tried"
}
