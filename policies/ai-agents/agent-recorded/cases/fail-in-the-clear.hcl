# Off the host, and in the clear.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"

    audit {
      sink = "http://siem.acme.example/ingest"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "accepted are https://"
}
