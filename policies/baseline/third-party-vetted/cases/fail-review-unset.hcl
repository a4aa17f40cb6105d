# Nobody has looked at it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  vendor {
    name    = "Example Cloud"
    contact = "security@cloud.example"
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
  message = "Nobody has vetted the tool"
}
