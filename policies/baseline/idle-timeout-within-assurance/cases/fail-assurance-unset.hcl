# A timeout without a level to measure it by.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "personal"
    idle_timeout = "15m"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "assurance level"
}
