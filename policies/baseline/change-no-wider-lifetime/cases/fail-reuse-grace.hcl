# A stolen refresh token works as long as the grace lasts.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    reuse_grace = "1m"
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      reuse_grace = "10s"
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "reuse_grace"
  verdict   = "fail"
  message   = "reuse_grace was 10s and becomes 1m"
}
