# Jobs and agents may share a client, as far as this policy goes.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ci" {
    issuer    = issuer.corp
    actor     = "automation"
    host      = "server"
    client_id = "demo"
    grants    = ["client_credentials"]
  }
}

cli "other" {
  session "ci" {
    issuer    = issuer.corp
    actor     = "automation"
    host      = "server"
    client_id = "demo"
    grants    = ["client_credentials"]
  }

  session "agent" {
    issuer    = issuer.corp
    actor     = "ai_agent"
    host      = "server"
    client_id = "demo"
    grants    = ["client_credentials"]
  }
}

expect {
  subject = cli.demo.session.ci
  verdict = "pass"
}
