# The organization's own, and nothing is delivered.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["instances:list"]
  }
}

expect {
  subject = cli.demo
  verdict = "not_applicable"
}
