# A contact of spaces is none.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  vendor {
    name     = "Example Cloud"
    contact  = "  "
    reviewed = "2026-06-30"
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["instances:list"]
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "where a weakness of the tool is reported"
}
