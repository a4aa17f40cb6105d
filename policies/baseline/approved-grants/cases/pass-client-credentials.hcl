# Automation with an identity of its own.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "ephemeral_runner"
    grants = ["client_credentials"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
