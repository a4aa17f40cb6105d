# Some day.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "ai_agent"
    host             = "server"
    access_token_ttl = "5m"
    refresh_token    = "none"

    revoke {
      on = ["offboarding", "role_change", "credential_compromise"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared how soon the agent's sessions are ended; at most 5m"
}
