# An agent whose login a person completes, at the level that is demanded.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "ai_agent"
    host      = "personal"
    grants    = ["authorization_code"]
    assurance = "aal3"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
