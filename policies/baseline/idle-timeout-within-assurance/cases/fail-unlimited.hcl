# Without end is longer than any limit.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer       = issuer.corp
    actor        = "human"
    host         = "personal"
    assurance    = "aal2"
    idle_timeout = "unlimited"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "never ends"
}
