# All of them, and a place to go.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    audit {
      events = ["issuance", "refresh", "reuse", "invalidation", "step_up", "logout"]
      sink   = "https://siem.acme.example/ingest"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
