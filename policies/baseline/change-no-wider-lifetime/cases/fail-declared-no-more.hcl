# What is not declared can be anything.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      idle_timeout = "30m"
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "idle_timeout"
  verdict   = "fail"
  message   = "idle_timeout was 30m and becomes not declared"
}
