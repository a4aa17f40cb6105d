# The issuer decides.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "shared"
    idle_timeout = "15m"
    max_lifetime = "inherit"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lifetime is left to the issuer; at most 8h"
}
