# An agent whose login a person completes.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "ai_agent"
    host      = "personal"
    grants    = ["token_exchange", "device_code"]
    assurance = "aal1"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "opened with aal1"
}
