# So does a configuration that custody writes, whatever else it writes.

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

  deliver "native" {}
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "not declared who made the tool"
}
