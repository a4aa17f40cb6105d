# Even the issuer's default ends at some time.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    idle_timeout = "unlimited"
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      idle_timeout = "inherit"
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "idle_timeout"
  verdict   = "fail"
  message   = "was inherit and becomes unlimited"
}
