# The token ends as soon as that by itself.

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
      on     = ["offboarding", "role_change", "credential_compromise"]
      within = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
