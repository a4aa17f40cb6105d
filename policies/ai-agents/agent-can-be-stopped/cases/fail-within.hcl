# A second over the limit.

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
      within = "301s"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "ended within 5m1s; at most 5m"
}
