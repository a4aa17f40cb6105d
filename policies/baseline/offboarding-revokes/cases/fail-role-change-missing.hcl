# The session outlives the role.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    revoke {
      on     = ["offboarding", "credential_compromise"]
      within = "5m"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "outlives: role_change"
}
