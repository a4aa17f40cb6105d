# It can go on.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer           = issuer.corp
    actor            = "ai_agent"
    host             = "server"
    access_token_ttl = "5m"
    refresh_token    = "rotating"

    revoke {
      on     = ["offboarding", "role_change", "credential_compromise"]
      within = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "gets a refresh token (rotating)"
}
