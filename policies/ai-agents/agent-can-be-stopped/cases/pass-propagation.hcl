# The resource servers hear of it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "ai_agent"
    host             = "server"
    access_token_ttl = "15m"
    refresh_token    = "none"

    revoke {
      on          = ["offboarding", "role_change", "credential_compromise"]
      within      = "1m"
      propagation = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
