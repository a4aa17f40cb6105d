# No end at all.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "shared"
    idle_timeout = "unlimited"
    max_lifetime = "8h"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "never ends for want of use"
}
