# A profile is widened for each session that it reaches.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

profile "laptop" {
  access_token_ttl = "8h"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    profile = profile.laptop
  }
}

before {
  profile "laptop" {
    access_token_ttl = "1h"
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "access_token_ttl"
  verdict   = "fail"
  message   = "access_token_ttl was 1h and becomes 8h"
}
