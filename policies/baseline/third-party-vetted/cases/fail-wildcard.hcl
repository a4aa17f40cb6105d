# An asterisk is no list.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  vendor {
    name     = "Example Cloud"
    contact  = "security@cloud.example"
    reviewed = "2026-06-30"
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["instances:list"]
  }

  session "ci" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["instances:list", "disks:*"]
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "scopes that nobody listed: ci."
}
