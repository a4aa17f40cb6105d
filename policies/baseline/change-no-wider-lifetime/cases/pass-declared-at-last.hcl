# A limit where the issuer's default held.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    idle_timeout = "30m"
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
  verdict   = "pass"
}
