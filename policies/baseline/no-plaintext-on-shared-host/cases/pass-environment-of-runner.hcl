# The variable ends with the host.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "ephemeral_runner"
    storage {
      model = "environment"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
