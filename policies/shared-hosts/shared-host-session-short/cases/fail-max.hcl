# A second over the limit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "shared"
    idle_timeout = "15m"
    max_lifetime = "28801s"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lives 8h1s in all; at most 8h is allowed"
}
