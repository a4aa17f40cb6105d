# Said once, for all sessions of the CLI.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  audit {
    sink = "https://siem.acme.example/ingest"
  }

  session "ws" {
    issuer        = issuer.corp
    actor         = "ai_agent"
    host          = "server"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
