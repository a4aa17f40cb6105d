# A person's login.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "personal"
    grants = ["token_exchange", "authorization_code"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lives on a person's login: authorization_code."
}
