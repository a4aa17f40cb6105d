# A session that is new has no lifetime yet that could be widened.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }

  session "new" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    access_token_ttl = "1h"
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"
    }
  }
}

expect {
  subject   = cli.demo.session.new
  attribute = "access_token_ttl"
  verdict   = "not_applicable"
}
