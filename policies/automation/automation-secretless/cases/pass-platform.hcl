# The identity that the platform gives the runner.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "ephemeral_runner"

    storage {
      client_credential = "workload_identity"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
