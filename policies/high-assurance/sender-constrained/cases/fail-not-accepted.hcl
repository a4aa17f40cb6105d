# An organization that takes mutual TLS alone.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    sender_constraint = "dpop"
  }
}

override "sender-constrained" {
  parameters {
    constraints = ["mtls"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "bound by dpop; accepted are mtls"
}
