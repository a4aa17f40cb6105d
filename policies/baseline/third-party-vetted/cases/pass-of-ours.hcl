# No vendor: the organization's own.

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

  deliver "file" {
    path = "policy.json"
  }
}

expect {
  subject = cli.demo
  verdict = "not_applicable"
}
