# A token that a person pastes.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"
    grants = ["static_token"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lives on a person's login: static_token."
}
