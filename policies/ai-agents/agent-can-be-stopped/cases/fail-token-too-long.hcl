# Its token is good for longer.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "ai_agent"
    host             = "server"
    access_token_ttl = "301s"
    refresh_token    = "none"

    revoke {
      on     = ["offboarding", "role_change", "credential_compromise"]
      within = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "accepted for longer than 5m"
}
