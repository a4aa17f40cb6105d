# Whatever it lives, it is refused.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "ai_agent"
    host          = "server"
    refresh_token = "none"

    revoke {
      on          = ["offboarding", "role_change", "credential_compromise"]
      within      = "5m"
      propagation = "30s"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
