# A collector elsewhere.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"

    audit {
      sink = "https://siem.acme.example/ingest"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
