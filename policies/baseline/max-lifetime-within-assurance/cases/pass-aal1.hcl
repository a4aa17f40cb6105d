# Exactly the limit of AAL1.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "personal"
    assurance    = "aal1"
    max_lifetime = "30d"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
