# Only whole parts of a scope count.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["rewrites:read", "administrators.list", "refundable", "management"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
