# Bound by a proof of possession.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "shared"
    refresh_token     = "rotating"
    sender_constraint = "dpop"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
