# So does a contact.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  vendor {
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
  message = "not declared who made the tool"
}
