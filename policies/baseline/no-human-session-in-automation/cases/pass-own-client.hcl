# A client and a grant for automation.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ci" {
    issuer    = issuer.corp
    actor     = "automation"
    host      = "ephemeral_runner"
    client_id = "demo-ci"
    grants    = ["client_credentials"]
  }

  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    client_id = "demo"
    grants    = ["device_code"]
  }
}

expect {
  subject = cli.demo.session.ci
  verdict = "pass"
}
