# Exactly the limit of AAL3.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "personal"
    assurance    = "aal3"
    idle_timeout = "15m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
