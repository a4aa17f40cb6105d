# Every lifetime that is without end is named.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "personal"
    refresh_token = "none"
    idle_timeout  = "unlimited"
    max_lifetime  = "unlimited"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "idle_timeout, max_lifetime"
}
