# Sink from the CLI, events from the session.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  audit {
    sink = "https://siem.acme.example/ingest"
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    audit {
      events = ["issuance", "refresh", "reuse", "invalidation", "step_up", "logout"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
