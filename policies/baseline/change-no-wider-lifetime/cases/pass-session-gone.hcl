# A session that goes takes its lifetime with it.

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
    }

    session "gone" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"

      access_token_ttl = "1h"
    }
  }
}

expect {
  subject   = cli.demo.session.gone
  attribute = "access_token_ttl"
  verdict   = "not_applicable"
}
